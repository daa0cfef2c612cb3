/* SPDX-License-Identifier: MIT */
#include "article/article.h"
#include "article/body.h"
#include "article/shared.h"
#include "config/sites.h"
#include "test.h"

static const char page[] =
	"<html><head><title>Lantern Gazette</title><link rel=canonical href="
	"https://lantern.example/2021/walk></head><body><h1>Lantern Gazette"
	"</h1><div class=zz><h3>A walk by the canal</h3><p class=by>By Ann "
	"Lee and Bo, 3 May 2021</p><div class=pic><img src=canal.jpg><p "
	"class=caption>The canal</p></div><p>The canal was quiet in the "
	"morning.</p><p class=promo>Buy <i class=promo>our</i> calendar</p>"
	"</div><div class=zz><p>By noon the lock had opened.</p></div><div "
	"class=article-content><p>Yesterday's weather report was long, and "
	"wrong in every part of it, as many letters have pointed out at "
	"length, in the mail and on the telephone, and will again.</p></div>"
	"</body></html>";

static const char good[] =
	"# a comment\n"
	"- match: {host: [other.example, \"*.example\"], path: /20*}\n"
	"  title: [//h2, //h3]\n"
	"  body: //div[@class=\"zz\"]\n"
	"  date: //p[@class=\"by\"]\n"
	"  authors: 'translate(\"Ann Lee; Bo\", \";\", \",\")'\n"
	"  lead: //div[@class=\"pic\"]//img\n"
	"  remove:\n"
	"    - //*[@class=\"promo\"]\n";

/* The record that a page gives under rules; text is its body's. */
struct read {
	struct pool *pool;
	struct record rec;
	struct buf text;
	int status;
	struct err err;
};

static void
read_page(struct read *r, const char *yaml, const char *html,
    const char *path, bool explain)
{
	struct rules *rules = rules_new();
	struct job_shared shared = { .rules = rules };
	struct document doc = { .path = str_of(path), .media = MEDIA_HTML,
		.bytes = str_of(html), .explain = explain };
	struct buf in = BUF_INIT, out = BUF_INIT;
	static void *tools;

	*r = (struct read){ .pool = pool_new(), .text = BUF_INIT };
	r->status = sites_parse(rules, STR("r.yaml"), str_of(yaml), &r->err);
	CHECK_STR(str_of(r->err.message), "");
	if (!tools)
		tools = article_job.prepare(&shared);
	/* What prepare() made keeps the rules; here they change. */
	*(const struct rules **)((char *)tools + sizeof(void *)) = rules;
	document_encode(&doc, &in);
	r->status = article_job.run(tools, buf_str(&in), &out, &r->err);
	if (!r->status)
		r->status = record_decode(buf_str(&out), r->pool, &r->rec,
		    &r->err);
	CHECK_NUM(r->status, 0);
	body_text(r->rec.body, &r->text);
	buf_release(&in);
	buf_release(&out);
	rules_free(rules);
}
