/* SPDX-License-Identifier: MIT */
/*
 * Every limit on input, in one place. They count bytes, nodes and pixels,
 * never seconds: the same input gives the same book on a slow machine. Times
 * (worker/pool.h) only stop what is stuck.
 */
#ifndef CHAPBOOK_LIMITS_H
#define CHAPBOOK_LIMITS_H

#include <stddef.h>

#define LIMIT_DOCUMENT_BYTES	((size_t)32 << 20)	/* one source file */
#define LIMIT_PICTURE_BYTES	((size_t)20 << 20)	/* one picture file */
#define LIMIT_DATA_URI_BYTES	((size_t)2 << 20)
#define LIMIT_STUCK_DRAWINGS	8	/* of a run, then no more are drawn */
#define LIMIT_PICTURE_SIDE_PX	16384u
#define LIMIT_PICTURE_PIXELS	((size_t)36000000)
#define LIMIT_PICTURE_WORK_BYTES ((size_t)384 << 20)	/* a worker has 512 */
#define LIMIT_JPEG_SCANS	100
#define LIMIT_HTML_DEPTH	200	/* deeper elements become their text */
#define LIMIT_HTML_NODES	((size_t)400000)	/* then text alone */
#define LIMIT_TAG_ATTRIBUTES	64	/* further ones are dropped */
#define LIMIT_MARKDOWN_GROWTH	8	/* output at most this times input, */
#define LIMIT_MARKDOWN_SLACK	((size_t)1 << 20)	/* plus this */
#define LIMIT_FRONT_MATTER_BYTES ((size_t)256 << 10)
#define LIMIT_TITLE_BYTES	((size_t)1000)
#define LIMIT_NAME_BYTES	((size_t)300)	/* one tag, author, section */
#define LIMIT_NAMES		((size_t)100)	/* tags of one article */
#define LIMIT_URL_BYTES		((size_t)4096)
#define LIMIT_SLOTS		((size_t)65535)	/* links, pictures of one body */
#define LIMIT_CANDIDATES	((size_t)32)	/* places to have one picture */
#define LIMIT_TREE_DEPTH	64
#define LIMIT_ARCHIVE_ENTRIES	((size_t)200000)
#define LIMIT_ARCHIVE_ENTRY_BYTES LIMIT_DOCUMENT_BYTES	/* the largest kept */
#define LIMIT_ARCHIVE_BYTES	((unsigned long long)4 << 30) /* unpacked */
#define LIMIT_ARCHIVE_GROWTH	100	/* or at most this times its size, */
#define LIMIT_ARCHIVE_SLACK	((unsigned long long)256 << 20)	/* plus this */
#define LIMIT_ARCHIVE_PATH_BYTES ((size_t)64 << 20)	/* of all paths */
#define LIMIT_PATH_BYTES	((size_t)4000)
#define LIMIT_PAGE_BYTES	((size_t)200 << 10)	/* XHTML of one page */
#define LIMIT_REPLY_BYTES	((size_t)64 << 20)	/* one worker reply */
#define LIMIT_CACHE_BYTES	((unsigned long long)1 << 30)	/* on disk */
#define LIMIT_CACHE_FILE_BYTES	((size_t)80 << 20)	/* one file of it */
#define LIMIT_HEADER_BYTES	((size_t)1000)	/* one HTTP header's value */
#define LIMIT_ENTRY_NAME_BYTES	((size_t)255)	/* path in a container */
#define LIMIT_TEMPLATE_BYTES	((size_t)1 << 20)	/* one template */
#define LIMIT_RULES_BYTES	((size_t)1 << 20)	/* one file of site rules */
#define LIMIT_RULES		((size_t)10000)	/* of all files */
#define LIMIT_XPATH_BYTES	((size_t)2000)	/* one expression */
#define LIMIT_XPATH_STEPS	((unsigned long)5000000) /* for one page */
#define LIMIT_TEMPLATE_NESTING	32	/* sections in sections */
#define LIMIT_TEMPLATE_INCLUDES	8	/* files in files */
#define LIMIT_TEMPLATE_STEPS	20000000ul	/* to fill in one */
#define LIMIT_HEADERS_BYTES	((size_t)64 << 10)	/* of one answer */
#define LIMIT_SKIPPED_BYTES	((size_t)64 << 10) /* of an unwanted answer */
#define LIMIT_DOWNLOAD_BYTES	((unsigned long long)4000000000) /* of a run */
#define LIMIT_BODIES_BYTES ((size_t)16 << 20)	/* on their way at once, */
#define LIMIT_SMALL_BODY_BYTES	((size_t)1 << 20)	/* but for such */
#define LIMIT_REDIRECTS		5
#define LIMIT_RETRY_AFTER_S	60u
#define LIMIT_HOST_FAILURES	8	/* in a row, then it is left alone */

#endif
