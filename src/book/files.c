/* SPDX-License-Identifier: MIT */
/* The files of a book, in the spool file until the container is written. */
#include <stdio.h>
#include <string.h>

#include "book/binder.h"
#include "check/check.h"

void
book_files_list(struct book_files *files, struct book_file *file)
{
	files->items = mem_grow(files->items, &files->cap, files->count + 1,
	    sizeof(struct book_file *));
	files->items[files->count++] = file;
}

struct book_file *
book_files_add(struct book *book, struct book_files *files)
{
	struct book_file *file = pool_alloc(book->pool, sizeof(*file));

	file->properties = "";
	book_files_list(files, file);
	return file;
}

void
book_file_name(struct book *book, struct book_file *file, const char *href,
    const char *media, const char *properties)
{
	struct buf name = BUF_INIT;

	buf_adds(&name, BOOK_FOLDER);
	buf_adds(&name, href);
	file->entry.name = pool_str(book->pool, buf_str(&name));
	file->href = str_sub(file->entry.name, sizeof(BOOK_FOLDER) - 1,
	    name.len);
	file->media = media;
	file->properties = properties;
	buf_release(&name);
}

int
book_spool(struct book *book, struct book_file *file, struct str packed,
    struct err *err)
{
	file->entry.spool_offset = book->spool_bytes;
	file->entry.packed_bytes = packed.len;
	if (fd_write_all(book->spool_fd, packed, err))
		return err_context(err, "temporary file (in $TMPDIR, /var/tmp or /tmp)");
	book->spool_bytes += packed.len;
	return 0;
}

/* Templates may be the user's. */
static int
check_text(const char *media, struct str text, struct err *err)
{
	if (!strcmp(media, MEDIA_XHTML))
		return check_page(text, err);
	return str_ends(str_of(media), STR("+xml")) ? check_xml(text, err) : 0;
}

int
book_put_text(struct book *book, struct book_files *files, const char *href,
    const char *media, const char *properties, struct str text,
    struct err *err)
{
	struct book_file *file;

	if (check_text(media, text, err))
		return err_context(err, "%s", href);
	file = book_files_add(book, files);
	book_file_name(book, file, href, media, properties);
	buf_clear(&book->packed);
	deflate_page(book->deflater, text, &book->packed, &file->entry.crc);
	file->entry.method = ENTRY_DEFLATED;
	file->entry.size_bytes = text.len;
	file->hash = hash_of(text);
	return book_spool(book, file, buf_str(&book->packed), err);
}

int
book_put_page(struct book *book, const char *href, const char *template,
    const struct values *v, struct err *err)
{
	struct buf page = BUF_INIT;
	bool nav = !strcmp(href, "nav.xhtml");
	int status = -1;

	if (template_render(book->templates, template, v, &page, err) == 0)
		status = book_put_text(book, &book->spine, href, MEDIA_XHTML,
		    nav ? "nav" : "", buf_str(&page), err);
	buf_release(&page);
	return status;
}
