/* SPDX-License-Identifier: MIT */
/* What JSON needs beyond jansson. */
#ifndef CHAPBOOK_JSON_H
#define CHAPBOOK_JSON_H

#include <jansson.h>

#include "base/buf.h"

/*
 * A new string of any bytes, for names of files may be any: those that are no
 * UTF-8 show as "\xff", the rest as it is.
 */
json_t *json_bytes(struct str s);
/*
 * Appends value as jansson writes it, with escapes for what changes how a
 * terminal shows the text around it: DEL, C1 controls, bidi controls.
 */
void json_put(const json_t *value, size_t flags, struct buf *out);

#endif
