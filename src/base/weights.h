/* SPDX-License-Identifier: MIT */
/*
 * What decides here whether digits are a date, and what of a URL is about its
 * reader. Limits of input stand in limits.h. See article/extract/weights.h for how such constants are tested;
 * these are by tests/unit/test_date_weights.c and test_url_tracking.c.
 */
#ifndef CHAPBOOK_BASE_WEIGHTS_H
#define CHAPBOOK_BASE_WEIGHTS_H

/* Earlier and later years are numbers of something else. */
#define DATE_YEAR_MIN		1900
#define DATE_YEAR_MAX		2199
/* Digits in the name of a page are a day of the web's time, or none. */
#define DATE_NAME_YEAR_MIN	1990
#define DATE_NAME_YEAR_MAX	2099
/* Of two digits less than this is of the 21st century: RFC 2822, 4.3. */
#define DATE_SHORT_YEAR		50
/* A dateline in brackets names an agency and a town; more is a remark. */
#define DATE_BRACKET_BYTES	200
/* "12:34:56.123456789 +08:00 (China Standard Time)" after a date. */
#define DATE_CLOCK_BYTES	64
/* The name of a zone; without a digit more is a sentence. */
#define DATE_ZONE_BYTES		16

/* Keys of sessions, in letters and digits: from PHP's own to a SHA-1. */
#define URL_SESSION_BYTES_MIN	26
#define URL_SESSION_BYTES_MAX	40
/* Redirectors that lead to each other; more are there to lead nowhere. */
#define URL_REDIRECTORS		4

#endif
