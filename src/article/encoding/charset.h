/* SPDX-License-Identifier: MIT */
/*
 * Bytes of any encoding to UTF-8. Labels are those of the WHATWG Encoding
 * Standard (gb2312 means GBK, iso-8859-1 means windows-1252). Order: BOM,
 * label from HTTP or the user, <meta> or XML declaration in the first 4096
 * bytes, valid UTF-8, detection (uchardet). UTF-8 bytes win over a label that
 * they contradict; a few wrong bytes in UTF-8 do not make it something else.
 */
#ifndef CHAPBOOK_CHARSET_H
#define CHAPBOOK_CHARSET_H

#include "base/buf.h"

/*
 * Opens every converter, before the sandbox is locked: iconv loads modules.
 * The set is needed by charset_decode(); NULL only if there is no memory.
 */
struct charsets;
struct charsets *charsets_open(void);
void charsets_close(struct charsets *set);

/*
 * Appends UTF-8, sanitised (text_sanitise). *used, if not NULL, becomes the
 * name of the encoding. Never fails: bytes that fit nothing become U+FFFD.
 */
void charset_decode(const struct charsets *set, struct str bytes,
    struct str label, bool is_html, struct buf *out, const char **used);

#endif
