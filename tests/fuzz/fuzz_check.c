/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a page that a worker sends, or as another document: what
 * check_page() and check_xml() let through is well-formed for libxml2 too, and
 * a page says the same in the same bytes.
 */
#include <libxml/parser.h>
#include <libxml/tree.h>

#include "base/mem.h"
#include "book/deflate.h"
#include "check/check.h"
#include "book/page.h"
#include "fuzz.h"
#include "worker/wire.h"

static void
ignore(void *arg, const char *message, ...)
{
	(void)arg;
	(void)message;
}

/* namespaces: libxml2 also wants their names to be URIs. */
static bool
is_well_formed(struct str page, bool namespaces)
{
	xmlParserCtxt *parser = xmlNewParserCtxt();
	xmlDoc *doc;
	bool good;

	parser->sax->error = parser->sax->warning = ignore;
	doc = xmlCtxtReadMemory(parser, page.p, (int)page.len, NULL, NULL,
	    XML_PARSE_NONET | XML_PARSE_HUGE);
	good = doc && parser->wellFormed
	    && (!namespaces || parser->nsWellFormed);
	xmlFreeDoc(doc);
	xmlFreeParserCtxt(parser);
	return good;
}

/* The same page, as a worker's reply. */
static bool
is_accepted(struct str page)
{
	static struct deflater *deflater;
	struct buf reply = BUF_INIT, deflated = BUF_INIT;
	struct pool *pool = pool_new();
	struct page_reply out;
	struct err err = ERR_INIT;
	uint32_t crc;
	bool accepted;

	if (!deflater)
		deflater = deflater_new();
	deflate_page(deflater, page, &deflated, &crc);
	wire_put_u32(&reply, 1);
	wire_put_u32(&reply, (uint32_t)page.len);
	wire_put_u32(&reply, crc);
	wire_put_str(&reply, buf_str(&deflated));
	accepted = !page_reply_decode(buf_str(&reply), pool, &out, &err);
	buf_release(&reply);
	buf_release(&deflated);
	pool_free(pool);
	return accepted;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
	struct str page = { (const char *)data, bytes };
	struct err err = ERR_INIT;
	bool good = !check_page(page, &err);

	REQUIRE(good == (err.kind == ERR_NONE));
	REQUIRE(!good || is_well_formed(page, true));
	REQUIRE(good == is_accepted(page));
	REQUIRE(check_xml(page, &err) || is_well_formed(page, false));
	return 0;
}
