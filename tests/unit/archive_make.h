/* SPDX-License-Identifier: MIT */
/* Writes .tar and .zip archives, also such as no archiver would. */
#ifndef CHAPBOOK_ARCHIVE_MAKE_H
#define CHAPBOOK_ARCHIVE_MAKE_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/buf.h"
#include "base/mem.h"

#define TAR_BLOCK ((size_t)512)

/* type: '0' file, '1' hard link, '2' symbolic link, '5' folder, '6' FIFO. */
static inline void
tar_add(struct buf *out, const char *name, char type, const char *target,
    struct str content)
{
	char head[512] = { 0 };
	unsigned sum = 0;

	memcpy(head, name, strlen(name) < 100 ? strlen(name) : 100);
	memcpy(head + 100, "0000644", 7);
	memcpy(head + 108, "0000000", 7);
	memcpy(head + 116, "0000000", 7);
	snprintf(head + 124, 12, "%011zo", content.len);
	memcpy(head + 136, "00000000000", 11);
	head[156] = type;
	memcpy(head + 157, target, strlen(target));
	memcpy(head + 257, "ustar\00000", 8);
	memset(head + 148, ' ', 8);
	for (size_t i = 0; i < sizeof(head); i++)
		sum += (unsigned char)head[i];
	snprintf(head + 148, 8, "%06o", sum);
	buf_add(out, head, sizeof(head));
	buf_addstr(out, content);
	while (out->len % TAR_BLOCK)
		buf_addc(out, '\0');
}

static inline void
tar_file(struct buf *out, const char *name, const char *content)
{
	tar_add(out, name, '0', "", str_of(content));
}

static inline void
tar_end(struct buf *out)
{
	for (size_t i = 0; i < 2 * TAR_BLOCK; i++)
		buf_addc(out, '\0');
}

/* Replaces what is in out; a member of gzip data. */
static inline void
gzip(struct str in, struct buf *out)
{
	z_stream z;

	memset(&z, 0, sizeof(z));
	deflateInit2(&z, 6, Z_DEFLATED, MAX_WBITS + 16, 8,
	    Z_DEFAULT_STRATEGY);
	buf_clear(out);
	buf_reserve(out, deflateBound(&z, in.len) + 64);
	z.next_in = (unsigned char *)(uintptr_t)in.p;
	z.avail_in = (unsigned)in.len;
	z.next_out = (unsigned char *)out->data;
	z.avail_out = (unsigned)(out->cap - 1);
	deflate(&z, Z_FINISH);
	out->len = z.total_out;
	out->data[out->len] = '\0';
	deflateEnd(&z);
}

struct zip_make {
	struct buf out, directory;
	unsigned count;
};

static inline void
put_number(struct buf *out, unsigned long n, unsigned bytes)
{
	for (; bytes; bytes--, n >>= 8)
		buf_addc(out, (char)(n & 0xff));
}

/* mode: of the file, 0100644; flags: 1 says that it is encrypted. */
static inline void
zip_add(struct zip_make *zip, struct str name, struct str content,
    unsigned mode, unsigned flags)
{
	const unsigned long at = zip->out.len;
	struct buf packed = BUF_INIT, common = BUF_INIT;
	const struct str raw = content;

	gzip(raw, &packed);
	/* Without the ten bytes before and the eight behind. */
	content = str_sub(buf_str(&packed), 10, packed.len - 8);
	put_number(&common, 20, 2);
	put_number(&common, flags | 0x800, 2);
	put_number(&common, 8, 2);
	put_number(&common, 0x210000, 4);
	put_number(&common, crc32(0, (const unsigned char *)raw.p,
	    (unsigned)raw.len), 4);
	put_number(&common, content.len, 4);
	put_number(&common, raw.len, 4);
	put_number(&common, name.len, 2);
	put_number(&common, 0, 2);
	buf_add(&zip->out, "PK\3\4", 4);
	buf_addstr(&zip->out, buf_str(&common));
	buf_addstr(&zip->out, name);
	buf_addstr(&zip->out, content);
	buf_add(&zip->directory, "PK\1\2\24\3", 6);
	buf_addstr(&zip->directory, buf_str(&common));
	put_number(&zip->directory, 0, 6);
	put_number(&zip->directory, (unsigned long)mode << 16, 4);
	put_number(&zip->directory, at, 4);
	buf_addstr(&zip->directory, name);
	zip->count++;
	buf_release(&packed);
	buf_release(&common);
}

static inline void
zip_file(struct zip_make *zip, const char *name, const char *content)
{
	zip_add(zip, str_of(name), str_of(content), 0100644, 0);
}

static inline void
zip_end(struct zip_make *zip)
{
	const size_t at = zip->out.len;

	buf_addstr(&zip->out, buf_str(&zip->directory));
	buf_add(&zip->out, "PK\5\6\0\0\0\0", 8);
	put_number(&zip->out, zip->count, 2);
	put_number(&zip->out, zip->count, 2);
	put_number(&zip->out, zip->directory.len, 4);
	put_number(&zip->out, at, 4);
	put_number(&zip->out, 0, 2);
}

static inline void
zip_release(struct zip_make *zip)
{
	buf_release(&zip->out);
	buf_release(&zip->directory);
}

#endif
