/* SPDX-License-Identifier: MIT */
/*
 * Libraries that are loaded when something needs them. To be linked with one
 * costs every process of every command its relocation.
 */
#ifndef CHAPBOOK_DYNAMIC_H
#define CHAPBOOK_DYNAMIC_H

#include <stddef.h>

#include "base/err.h"

/*
 * For a list of functions #define FUNCTIONS(F) F(zlibVersion) F(crc32):
 * struct zlib { FUNCTIONS(DYNAMIC_POINTER) }; and, in a table of struct
 * dynamic_function, what is looked for.
 */
#define DYNAMIC_POINTER(function) __typeof__(function) *function;
#define DYNAMIC_NAME(type, function) \
	{ #function, offsetof(type, function) },

struct dynamic_function {
	const char *name;	/* in the library */
	size_t offset;		/* of the pointer to it, in a struct */
};

/*
 * A struct of that many bytes, pointers to functions of a library (its
 * soname: "libz.so.1"), which the caller frees; the library stays loaded
 * until the process ends. functions ends with a name of NULL. NULL with
 * ERR_UNSUPPORTED if the library, or one of them, is not to be had.
 */
void *dynamic_load(const char *library,
    const struct dynamic_function *functions, size_t bytes,
    struct err *err);

#endif
