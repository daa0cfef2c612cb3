/* SPDX-License-Identifier: MIT */
/*
 * What decides here which encoding bytes are in. See extract/weights.h for
 * how such constants are tested; these are by
 * tests/unit/test_charset_weights.c.
 */
#ifndef CHAPBOOK_ENCODING_WEIGHTS_H
#define CHAPBOOK_ENCODING_WEIGHTS_H

#include <stddef.h>

/* Bounds work: what the library that guesses encodings gets to see. */
#define CHARSET_GUESS_BYTES	((size_t)32 << 10)
/* Zero bytes tell UTF-16 and UTF-32 in so many times four bytes. */
#define CHARSET_WIDE_FOURS	64
/* A declaration stands at the start; pages say much before it. */
#define CHARSET_DECLARED_BYTES	4096
/* So many characters of two bytes are no UTF-8 by chance. */
#define CHARSET_TWO_BYTES	8
/*
 * Text that was declared as something else is UTF-8 with slips if it has so
 * many characters beyond ASCII for each that is wrong; one of three bytes or
 * more counts for several, since it hardly comes by chance.
 */
#define CHARSET_RIGHT_TIMES	10
#define CHARSET_LONG_COUNTS	2
/* Where nothing is declared, one slip in so many characters may be. */
#define CHARSET_SLIP_PART	2

#endif
