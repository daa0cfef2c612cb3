/* SPDX-License-Identifier: MIT */
#include "book/book.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/asset.h"
#include "book/binder.h"
#include "check/css.h"
#include "check/package.h"

#define CONTAINER_XML \
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" \
	"<container version=\"1.0\"" \
	" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">\n" \
	"<rootfiles>\n<rootfile full-path=\"e/package.opf\"" \
	" media-type=\"application/oebps-package+xml\"/>\n" \
	"</rootfiles>\n</container>\n"

struct book *
book_new(const struct edition *ed, const struct templates *templates,
    enum spool_place place, struct err *err)
{
	struct book *book;
	int fd = spool_open(place, err);

	if (fd < 0)
		return NULL;
	book = mem_zalloc(sizeof(*book));
	book->spool_fd = fd;
	book->ed = ed;
	book->templates = templates;
	book->languages = languages_load();
	book->strings = languages_find(book->languages, ed->language);
	book->pool = pool_new();
	book->deflater = deflater_new();
	book->articles = mem_zalloc(mem_mul(ed->article_count,
	    sizeof(*book->articles)));
	buf_init(&book->packed);
	return book;
}

void
book_free(struct book *book)
{
	if (!book)
		return;
	close(book->spool_fd);
	languages_free(book->languages);
	pool_free(book->pool);
	pool_free(book->description_pool);
	deflater_free(book->deflater);
	free(book->articles);
	free(book->pictures.items);
	free(book->picture_slots);
	free(book->package.items);
	free(book->spine.items);
	free(book->rest.items);
	buf_release(&book->packed);
	free(book);
}

int
book_add_article(struct book *book, size_t index,
    const struct page_reply *pages, struct err *err)
{
	struct article_pages *article = &book->articles[index];
	struct str page = str_of(book->ed->articles[index].page);
	struct book_file *files = pool_alloc(book->pool,
	    mem_mul(pages->count, sizeof(*files)));
	struct buf href = BUF_INIT;
	size_t i;

	for (i = 0; i < pages->count; i++) {
		const struct page_part *part = &pages->parts[i];
		struct book_file *file = &files[i];

		buf_clear(&href);
		buf_adds(&href, "t/");
		page_file_name(page, i, &href);
		book_file_name(book, file, href.data, MEDIA_XHTML, "");
		file->entry.method = ENTRY_DEFLATED;
		file->entry.size_bytes = part->size;
		file->entry.crc = part->crc;
		file->hash = part->hash;
		if (book_spool(book, file, part->deflated, err))
			break;
	}
	buf_release(&href);
	if (i < pages->count)
		return -1;
	*article = (struct article_pages){ files, pages->count };
	return 0;
}

void
book_count_alt(struct book *book, size_t pictures, size_t described)
{
	book->alt_pictures += pictures;
	book->alt_described += described;
}

void
book_set_css(struct book *book, struct str css)
{
	book->css = pool_str(book->pool, css);
}

static int
put_article(struct book *book, size_t index, struct err *err)
{
	const struct article_pages *pages = &book->articles[index];

	if (!pages->count)
		return book_put_lost(book, index, err);
	for (size_t i = 0; i < pages->count; i++)
		book_files_list(&book->spine, &pages->items[i]);
	return 0;
}

static int
put_articles(struct book *book, struct err *err)
{
	const struct edition *ed = book->ed;

	for (size_t g = 0; g < ed->group_count; g++) {
		const struct edition_group *group = &ed->groups[g];

		if (book_has_sections(book) && book_put_section(book, g, err))
			return -1;
		for (size_t i = 0; i < group->count; i++)
			if (put_article(book, group->first + i, err))
				return -1;
	}
	return 0;
}

static int
put_css(struct book *book, struct err *err)
{
	struct buf css = BUF_INIT;
	int status = -1;

	if (css_check(book->css, err))
		return -1;
	buf_addstr(&css, asset_find("assets/book.css"));
	buf_addstr(&css, book->css);
	status = book_put_text(book, &book->rest, "book.css", "text/css", "",
	    buf_str(&css), err);
	buf_release(&css);
	return status;
}

/* Everything but the articles and pictures, in the order of the spine. */
static int
put_all(struct book *book, struct err *err)
{
	if (book_put_cover(book, err) || book_put_title(book, err)
	    || book_put_nav(book, err) || put_articles(book, err))
		return -1;
	if (book_has_tags(book) && book_put_tags(book, err))
		return -1;
	if (book_has_addresses(book) && book_put_sources(book, err))
		return -1;
	if (book->ed->fault_count && book_put_missing(book, err))
		return -1;
	book_sort_pictures(book);
	return put_css(book, err);
}

/* The content's hash is over each entry's name, NUL and hash, in order. */
static int
add_file(struct container *c, struct hasher *hasher,
    const struct book_file *file, struct err *err)
{
	hasher_add(hasher, file->entry.name);
	hasher_add(hasher, STR("\0"));
	hasher_add(hasher, (struct str){ (const char *)file->hash.bytes,
	    HASH_BYTES });
	return container_add(c, &file->entry, err);
}

static int
add_container_xml(struct container *c, struct hasher *hasher, struct err *err)
{
	struct str xml = STR(CONTAINER_XML);
	struct book_file file = { .hash = hash_of(xml), .entry = {
		.name = STR("META-INF/container.xml"),
		.method = ENTRY_STORED, .size_bytes = xml.len,
		.packed_bytes = xml.len, .crc = deflate_crc(xml),
		.bytes = xml.p } };

	return add_file(c, hasher, &file, err);
}

static int
add_files(struct container *c, struct hasher *hasher,
    const struct book_files *files, struct err *err)
{
	for (size_t i = 0; i < files->count; i++)
		if (add_file(c, hasher, files->items[i], err))
			return -1;
	return 0;
}

static int
pack(struct book *book, struct output *out, struct book_result *result,
    struct err *err)
{
	struct container *c = container_new(book->spool_fd, book->date);
	struct hasher *hasher = hasher_new();
	int status = -1;

	if (add_container_xml(c, hasher, err)
	    || add_files(c, hasher, &book->package, err)
	    || add_files(c, hasher, &book->spine, err)
	    || add_files(c, hasher, &book->rest, err)
	    || add_files(c, hasher, &book->pictures, err))
		goto out;
	status = container_write(c, out, &result->bytes, err);
out:
	result->content = hasher_end(hasher);
	container_free(c);
	return status;
}

static size_t
name_files(const struct book_files *files, bool in_spine,
    struct check_file *out)
{
	for (size_t i = 0; i < files->count; i++)
		out[i] = (struct check_file){ files->items[i]->href,
			str_of(files->items[i]->media),
			str_of(files->items[i]->properties), in_spine };
	return files->count;
}

/* Their templates may be the user's; what they name must be what there is. */
static int
check_lists(const struct book *book, struct str opf, struct err *err)
{
	struct check_file *files = mem_alloc(mem_mul(mem_add(book->spine.count
	    + book->rest.count, book->pictures.count), sizeof(*files)));
	size_t count = name_files(&book->spine, true, files);
	int status = 0;

	count += name_files(&book->rest, false, files + count);
	count += name_files(&book->pictures, false, files + count);
	if (check_package(opf, files, count, err) != 0)
		status = err_context(err, "package.opf");
	else if (check_ncx(book->ncx, files, count, err) != 0)
		status = err_context(err, "toc.ncx");
	free(files);
	return status;
}

int
book_complete(struct book *book, struct err *err)
{
	int status = put_all(book, err);

	if (status == 0)
		book_describe(book);
	book->date = book->ed->last;
	book->ed = NULL;
	return status;
}

static int
put_package(struct book *book, struct err *err)
{
	struct buf opf = BUF_INIT;
	int status = book_make_package(book, &opf, err);

	if (status == 0)
		status = book_put_text(book, &book->package, "package.opf",
		    "application/oebps-package+xml", "", buf_str(&opf), err);
	if (status == 0)
		status = check_lists(book, buf_str(&opf), err);
	buf_release(&opf);
	return status;
}

int
book_finish(struct book *book, struct output *out,
    struct book_result *result, struct err *err)
{
	if (put_package(book, err) || pack(book, out, result, err))
		return -1;
	/* Also mimetype and META-INF/container.xml. */
	result->entries = 2 + book->package.count + book->spine.count
		+ book->rest.count + book->pictures.count;
	return 0;
}
