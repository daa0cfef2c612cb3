/* SPDX-License-Identifier: MIT */
/* Real pages, cleaned: what is to be seen stays, and once is enough. */
#include "test.h"

#include <dirent.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/limits.h"
#include "clean_helper.h"

static const char *
corpus(void)
{
	const char *folder = getenv("CHAPBOOK_CORPUS");

	return folder ? folder : "../shared/corpus";
}

/* How often each character stands in s, white space left out. */
static void
count_characters(struct str s, unsigned *counts)
{
	size_t at = 0;
	uint32_t c;

	while ((c = text_next(s, &at)) != UINT32_MAX)
		if (!text_is_space(c) && c != 0xad && c != 0x200b
		    && !(c >= 0xe000 && c <= 0xf8ff) && text_is_xml_char(c))
			counts[c % 0x4000]++;
}

static bool
is_hidden(const xmlNode *node)
{
	static const char *const names[] = {
		"script", "style", "template", "head", "title", "button",
		"select", "canvas", "iframe", "object", "video", "audio",
		"meter", "progress", "svg", "annotation", "rp", "textarea"
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (!strcmp((const char *)node->name, names[i]))
			return true;
	return xmlHasProp(node, (const xmlChar *)"hidden") != NULL;
}

/* All that is to be seen beneath root, in NFC. */
static void
visible_text(const xmlNode *root, struct buf *out)
{
	const xmlNode *node = root;
	struct buf raw = BUF_INIT;

	while (node) {
		if (node->type == XML_TEXT_NODE)
			buf_adds(&raw, (const char *)node->content);
		if (node->type == XML_ELEMENT_NODE && node->children
		    && !is_hidden(node)) {
			node = node->children;
			continue;
		}
		while (node != root && !node->next)
			node = node->parent;
		node = node == root ? NULL : node->next;
	}
	text_nfc(buf_str(&raw), out);
	buf_release(&raw);
}

/* Visible text kept, and the second pass changes nothing. */
static bool
survives(struct str html, bool compare_text)
{
	unsigned *want = mem_zalloc(0x4000 * sizeof(*want));
	unsigned *have = mem_zalloc(0x4000 * sizeof(*have));
	struct document doc = { .path = STR("a/b.md") };
	struct record rec = { .lang = STR("zh"), .dir = STR("ltr") };
	struct record again = { .lang = STR("zh"), .dir = STR("ltr") };
	struct buf text = BUF_INIT, sane = BUF_INIT;
	struct html_losses losses = { false, false, false };
	struct pool *pool = pool_new();
	struct err err = ERR_INIT;
	xmlDoc *page;
	bool same;

	text_sanitise(html, &sane);
	page = html_parse(buf_str(&sane), 0, &losses, &err);
	if (page)
		visible_text(helper_content(page), &text);
	count_characters(buf_str(&text), want);
	html_free(page);
	helper_clean(html, &doc, pool, &rec);
	same = !body_check(rec.body, rec.link_count, rec.image_count, &err);
	buf_clear(&text);
	body_text(rec.body, &text);
	count_characters(buf_str(&text), have);
	for (size_t i = 0; compare_text && i < 0x4000; i++)
		same &= want[i] <= have[i];
	buf_clear(&sane);
	helper_render(&rec, &sane);
	helper_clean(buf_str(&sane), &doc, pool, &again);
	same &= str_eq(rec.body, again.body);
	buf_release(&text);
	buf_release(&sane);
	free(want);
	free(have);
	pool_free(pool);
	return same;
}

/* The files of one folder; the number of them, or -1. */
static int
check_folder(const char *path, bool compare_text)
{
	DIR *dir = opendir(path);
	struct dirent *entry;
	struct buf name = BUF_INIT, bytes = BUF_INIT;
	struct err err = ERR_INIT;
	int count = 0;

	if (!dir)
		return -1;
	while ((entry = readdir(dir))) {
		if (entry->d_name[0] == '.')
			continue;
		buf_clear(&name);
		buf_clear(&bytes);
		buf_addf(&name, "%s/%s", path, entry->d_name);
		if (file_read(name.data, LIMIT_DOCUMENT_BYTES, &bytes, &err))
			continue;
		count++;
		if (!survives(buf_str(&bytes), compare_text)) {
			fprintf(stderr, "%s\n", name.data);
			test_fail(__FILE__, __LINE__, "the page survives");
		}
	}
	closedir(dir);
	buf_release(&name);
	buf_release(&bytes);
	return count;
}

static void
test_verdict_pages(void)
{
	struct buf path = BUF_INIT;
	int count;

	buf_addf(&path, "%s/../epub-verdicts/pages", corpus());
	count = check_folder(path.data, true);
	buf_release(&path);
	if (count < 0)
		SKIP("no pages with verdicts");
	CHECK(count > 300);
}

static void
test_mirror(void)
{
	static const char *const folders[] = { "87", "251", "328" };
	struct buf path = BUF_INIT;
	int count = 0;

	for (size_t i = 0; i < 3 && count >= 0; i++) {
		buf_clear(&path);
		buf_addf(&path, "%s/mirror/pages/%s", corpus(), folders[i]);
		count = check_folder(path.data, true);
	}
	buf_release(&path);
	if (count < 0)
		SKIP("no mirror");
}

static size_t
count_of(struct str s, struct str what)
{
	size_t count = 0, at;

	while ((at = str_find(s, what)) != STR_NONE) {
		s = str_sub(s, at + what.len, s.len);
		count++;
	}
	return count;
}

static void
test_seed(void)
{
	struct buf path = BUF_INIT, bytes = BUF_INIT;
	struct document doc = { .path = STR("a/b.md") };
	struct record rec = { .lang = STR("zh-Hans"), .dir = STR("ltr") };
	struct pool *pool = pool_new();
	struct err err = ERR_INIT;
	size_t start;
	int rc;

	buf_addf(&path, "%s/seed/pages/nf1412576/n14037762.md", corpus());
	rc = file_read(path.data, LIMIT_DOCUMENT_BYTES, &bytes, &err);
	buf_release(&path);
	if (rc) {
		pool_free(pool);
		SKIP("no seed");
	}
	start = str_find(buf_str(&bytes), STR("<div class=\"post_content"));
	helper_clean(str_sub(buf_str(&bytes), start,
	    str_find(buf_str(&bytes), STR("<img src='http://gfw"))),
	    &doc, pool, &rec);
	CHECK_NUM(count_of(rec.body, STR("<p>")), 24);
	CHECK_NUM(count_of(rec.body, STR("<h2>")), 3);
	CHECK(str_find(rec.body, STR("周三，\1L0\2克里\1l\2告诉\1L1\2韩正"
	    "\1l\2，气候变化是一个")) != STR_NONE);
	buf_release(&bytes);
	pool_free(pool);
}

int
main(void)
{
	html_init();
	RUN(test_verdict_pages);
	RUN(test_mirror);
	RUN(test_seed);
	return test_end();
}
