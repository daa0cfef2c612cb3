/* SPDX-License-Identifier: MIT */
/*
 * libcurl brings many libraries along, so it is loaded only when something
 * is fetched.
 */
#include <stdlib.h>

#include "net/transfer_parts.h"

_Static_assert(sizeof(CURL_LIBRARY) > 1, "no shared libcurl is here");

#define NAME(function) DYNAMIC_NAME(struct libcurl, function)

static const struct dynamic_function functions[] = {
	CURL_FUNCTIONS(NAME)
	{ NULL, 0 }
};

struct libcurl *
transfer_library(struct err *err)
{
	return dynamic_load(CURL_LIBRARY, functions, sizeof(struct libcurl),
	    err);
}

int
transfers_check(struct err *err)
{
	struct libcurl *curl = transfer_library(err);

	free(curl);
	return curl ? 0 : -1;
}

bool
transfer_set_long(const struct transfer *t, CURLoption option, long value)
{
	return t->owner->curl->curl_easy_setopt(t->easy, option, value)
	    == CURLE_OK;
}

bool
transfer_set_pointer(const struct transfer *t, CURLoption option, void *value)
{
	return t->owner->curl->curl_easy_setopt(t->easy, option, value)
	    == CURLE_OK;
}

long
transfer_long(const struct transfer *t, CURLINFO what)
{
	long value = 0;

	(void)t->owner->curl->curl_easy_getinfo(t->easy, what, &value);
	return value;
}

curl_off_t
transfer_number(const struct transfer *t, CURLINFO what)
{
	curl_off_t value = 0;

	(void)t->owner->curl->curl_easy_getinfo(t->easy, what, &value);
	return value;
}
