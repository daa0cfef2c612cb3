/* SPDX-License-Identifier: MIT */
/*
 * Input: site rules in YAML, a NUL, a page in HTML. Whatever the rules say
 * and take out of the page, what is left makes a body that the parent
 * accepts.
 */
#include "article/record/body.h"
#include "article/clean/clean.h"
#include "article/html/html.h"
#include "base/text.h"
#include "config/sites.h"
#include "fuzz.h"

static void
check_body(const struct record *rec)
{
	struct err err = ERR_INIT;

	if (rec->kind != RECORD_ARTICLE)
		return;
	if (body_check(rec->body, rec->link_count, rec->image_count, &err)) {
		fprintf(stderr, "%s\n%.*s\n", err.message, STR_ARG(rec->body));
		abort();
	}
}

static void
read_page(struct str html, const struct rules *rules)
{
	static const struct document doc = {
		.path = { "a/b.html", 8 }, .url = { "https://a.example/b", 19 },
		.media = MEDIA_HTML, .explain = true
	};
	struct buf sane = BUF_INIT;
	struct html_losses losses = { false, false, false };
	struct front_matter fm = { 0 };
	struct pool *pool = pool_new();
	struct extraction ex;
	struct record rec;
	struct err err = ERR_INIT;
	xmlDoc *page;

	text_sanitise(html, &sane);
	page = html_parse(buf_str(&sane), HTML_MEND_ESCAPES, &losses, &err);
	REQUIRE(page != NULL);
	if (!extract_article(page, &doc, &fm, rules, pool, &rec, &ex, &err)
	    && (rec.kind != RECORD_ARTICLE
	    || !clean_body(&ex, &doc, pool, &rec, &err)))
		check_body(&rec);
	html_free(page);
	buf_release(&sane);
	pool_free(pool);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
	struct str rest = { (const char *)data, bytes }, yaml;
	struct rules *rules = rules_new();
	struct err err = ERR_INIT;

	html_init();
	if (str_next(&rest, '\0', &yaml)) {
		if (sites_parse(rules, STR("x"), yaml, &err))
			REQUIRE(err.kind != ERR_NONE && err.message[0]);
		else
			read_page(rest, rules);
	}
	rules_free(rules);
	return 0;
}
