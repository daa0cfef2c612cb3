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
 * Converters, needed by charset_decode(). Iconv loads a module for each, so
 * they must be opened before the sandbox is locked; nearly all that is read is
 * UTF-8, which needs none, and to open them takes a fifth of the time that a
 * small book does.
 */
struct charsets;
struct charsets *charsets_new(void);	/* none is open yet */
void charsets_open(struct charsets *set);	/* all; once */
void charsets_close(struct charsets *set);	/* NULL allowed */

/*
 * Appends UTF-8, sanitised (text_sanitise). *used, if not NULL, becomes the
 * name of the encoding. Bytes that fit nothing become U+FFFD. False, with
 * nothing done, only if it needs a converter and they are not open.
 */
bool charset_decode(const struct charsets *set, struct str bytes,
    struct str label, bool is_html, struct buf *out, const char **used);

#endif
