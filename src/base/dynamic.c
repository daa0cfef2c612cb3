/* SPDX-License-Identifier: MIT */
#include "base/dynamic.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* POSIX has function pointers fit into those that dlsym() gives. */
static int
find_all(void *handle, const struct dynamic_function *functions, char *out)
{
	for (; functions->name; functions++) {
		void *function = dlsym(handle, functions->name);

		if (!function)
			return -1;
		memcpy(out + functions->offset, &function, sizeof(function));
	}
	return 0;
}

void *
dynamic_load(const char *library, const struct dynamic_function *functions,
    size_t bytes, struct err *err)
{
	/* Bound at once: what a locked worker lacks would be its end. */
	void *handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);
	void *out = mem_zalloc(bytes);

	if (handle && find_all(handle, functions, out) == 0)
		return out;
	/* What dlerror() says has paths, and this may end up in a book. */
	err_set(err, ERR_UNSUPPORTED, "%s cannot be loaded", library);
	if (handle)
		dlclose(handle);
	free(out);
	return NULL;
}
