/* SPDX-License-Identifier: MIT */
/* What JSON needs beyond jansson. */
#ifndef CHAPBOOK_JSON_H
#define CHAPBOOK_JSON_H

#include <jansson.h>

#include "base/str.h"

/*
 * A new string of any bytes, for names of files may be any: those that are no
 * UTF-8 show as "\xff", the rest as it is.
 */
json_t *json_bytes(struct str s);

#endif
