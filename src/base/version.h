/* SPDX-License-Identifier: MIT */
/* What this program is, and what it was built with. */
#ifndef CHAPBOOK_VERSION_H
#define CHAPBOOK_VERSION_H

#include "base/str.h"

#define VERSION "0.1.0"

/* "libzip=1.7.3 libpng=1.6.39": their versions can change a book's bytes. */
const char *version_libraries(void);
/* The next of them; rest starts as all. False at the end. */
bool version_next(struct str *rest, struct str *name, struct str *version);

#endif
