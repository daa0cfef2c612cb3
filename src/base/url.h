/* SPDX-License-Identifier: MIT */
/*
 * URLs after the WHATWG URL Standard, as far as links and pictures need it:
 * http, https, mailto and relative references. What comes out is pure ASCII,
 * percent-encoded, and valid by RFC 3986 (no space, no `|{}[]^` or backslash,
 * no bare percent, one fragment, no user info, port in range), so that
 * EPUBCheck's RSC-020 cannot fire. Non-ASCII host names become punycode.
 */
#ifndef CHAPBOOK_URL_H
#define CHAPBOOK_URL_H

#include "base/buf.h"

enum url_scheme {
	URL_RELATIVE,	/* no scheme: a path, "//host/path", "#x" or "" */
	URL_HTTP,
	URL_HTTPS,
	URL_MAILTO,
	URL_DATA,
	URL_OTHER	/* any other scheme: javascript:, file:, weixin: ... */
};

/* Tells from the text alone; controls and white space around are ignored. */
enum url_scheme url_scheme(struct str url);

/*
 * Resolves ref against base (an absolute http(s) URL, or empty) and writes
 * the normalised absolute http(s) or mailto URL to out (replacing what was
 * there). Returns -1 where there is none: other schemes, a relative ref
 * without base, a host or port that cannot be parsed, more than
 * LIMIT_URL_BYTES. out is empty then. Stricter than the Standard: hosts have
 * letters, digits, "-" and "_", labels as DNS has them, and no digit first in
 * the last one. More lenient: "http:/x.org" and "http:x.org" are http://x.org/
 * also where the base is http.
 */
int url_resolve(struct str base, struct str ref, struct buf *out);

/*
 * The identity of a web page: url_resolve(), then host in lower case, no
 * default port, no fragment, nothing that url_untracked() takes away, and
 * percent-encoding of characters that are the same in both forms undone or
 * done the same way. -1 if it is not http(s).
 */
int url_canonical(struct str url, struct buf *out);

/*
 * Writes a normalised URL to out without what tells where a reader came from
 * or who a reader is: tracking parameters of query and fragment (utm_*,
 * fbclid, spm, ...) and ids of sessions. What only leads elsewhere becomes
 * the URL it leads to ("https://www.google.com/url?q=..."), clean in turn,
 * unless more than four such steps follow each other. Everything else stays
 * to the byte. The rows that decide are in assets/tables/parameters.txt.
 */
void url_untracked(struct str url, struct buf *out);

/* A normalised URL of a picture that counts readers; tables/trackers.txt. */
bool url_is_tracker(struct str url);

/*
 * A reference inside a tree: percent-decodes once, cuts query and fragment,
 * resolves "." and ".." against the folder of from (a path like "a/b/c.md";
 * "/x" means the root of the tree; "\\" is "/", as in the URL Standard).
 * Writes "a/x.png". -1 if it leaves the root, is empty, or holds NUL or an
 * escaped backslash.
 */
int url_tree_path(struct str from, struct str ref, struct buf *out);

/* Host and path of a normalised http(s) URL; empty slices otherwise. */
struct str url_host(struct str url);
struct str url_path(struct str url);
/* What to call the site: its host without "www.", unless that is all of it. */
struct str url_site(struct str url);
struct str url_fragment(struct str ref);	/* without the '#' */

/* Appends percent-decoded bytes; malformed escapes stay as they are. */
void url_decode(struct str s, struct buf *out);
/* Appends a URL for people: decoded where that gives printable UTF-8. */
void url_display(struct str url, struct buf *out);

/* The byte that the escape at s.p[i] stands for, or -1 if there is none. */
int url_escape_at(struct str s, size_t i);

#endif
