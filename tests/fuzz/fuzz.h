/* SPDX-License-Identifier: MIT */
/* What fuzz targets share. */
#ifndef CHAPBOOK_FUZZ_H
#define CHAPBOOK_FUZZ_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/err.h"
#include "base/str.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

#define REQUIRE(holds) ((holds) ? (void)0 : broken(__LINE__, #holds))

static inline _Noreturn void
broken(int line, const char *what)
{
	fprintf(stderr, "line %d: %s\n", line, what);
	abort();
}

/* Takes the first byte off *rest; 0 at the end. */
static inline unsigned
take_byte(struct str *rest)
{
	unsigned byte = rest->len ? (unsigned char)rest->p[0] : 0;

	*rest = str_sub(*rest, 1, rest->len);
	return byte;
}

#endif
