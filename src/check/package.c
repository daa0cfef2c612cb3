/* SPDX-License-Identifier: MIT */
#include "check/package.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/strindex.h"
#include "check/markup.h"

/* Which element may stand in which, and which attributes it may bear. */
struct rule {
	struct str element, parent;
	const char *attributes;	/* with spaces; prefixed ones are free */
};

static const struct rule package_rules[] = {
	{ STR("package"), STR(""), "xmlns version unique-identifier id dir "
	    "prefix" },
	{ STR("metadata"), STR("package"), "" },
	{ STR("dc:identifier"), STR("metadata"), "id" },
	{ STR("dc:title"), STR("metadata"), "id dir" },
	{ STR("dc:language"), STR("metadata"), "id" },
	{ STR("dc:creator"), STR("metadata"), "id dir" },
	{ STR("dc:contributor"), STR("metadata"), "id dir" },
	{ STR("dc:date"), STR("metadata"), "id" },
	{ STR("dc:description"), STR("metadata"), "id dir" },
	{ STR("dc:publisher"), STR("metadata"), "id dir" },
	{ STR("dc:rights"), STR("metadata"), "id dir" },
	{ STR("dc:source"), STR("metadata"), "id" },
	{ STR("dc:subject"), STR("metadata"), "id dir" },
	{ STR("dc:type"), STR("metadata"), "id" },
	{ STR("meta"), STR("metadata"), "id property refines scheme dir name "
	    "content" },
	{ STR("manifest"), STR("package"), "id" },
	{ STR("item"), STR("manifest"), "id href media-type properties" },
	{ STR("spine"), STR("package"), "id toc page-progression-direction" },
	{ STR("itemref"), STR("spine"), "id idref linear properties" },
	{ STR("guide"), STR("package"), "" },
	{ STR("reference"), STR("guide"), "type title href" },
};

static const struct rule ncx_rules[] = {
	{ STR("ncx"), STR(""), "xmlns version dir" },
	{ STR("head"), STR("ncx"), "" },
	{ STR("meta"), STR("head"), "name content scheme" },
	{ STR("docTitle"), STR("ncx"), "id" },
	{ STR("docAuthor"), STR("ncx"), "id" },
	{ STR("text"), STR("docTitle"), "" },
	{ STR("text"), STR("docAuthor"), "" },
	{ STR("navMap"), STR("ncx"), "id" },
	{ STR("navPoint"), STR("navMap"), "id playOrder class" },
	{ STR("navPoint"), STR("navPoint"), "id playOrder class" },
	{ STR("navLabel"), STR("navPoint"), "dir" },
	{ STR("text"), STR("navLabel"), "" },
	{ STR("content"), STR("navPoint"), "src id" },
};

/* A start tag, where it stands, and the text up to the next tag. */
struct seen {
	const struct markup_tag *tag;
	struct str parent, text;	/* of the root: no parent */
};

struct checking {
	struct markup m;
	const char *namespace;
	const struct rule *rules;
	size_t rule_count;
	const struct check_file *files;
	size_t file_count;
	struct strindex by_href;
	struct strindex ids;	/* of the manifest: to files */
	struct str *known_ids;	/* all of them */
	size_t known_count, known_cap;
	bool *listed, *in_spine;
	struct str unique;	/* the id of the identifier */
	struct str toc;
	bool has_identifier, has_title, has_language, has_modified;
	size_t points;		/* of an NCX */
};

static struct str
value_of(const struct seen *seen, const char *name)
{
	for (size_t i = 0; i < seen->tag->count; i++)
		if (str_eq(seen->tag->attributes[i].name, str_of(name)))
			return seen->tag->attributes[i].value;
	return (struct str){ NULL, 0 };
}

static bool
may_have(const struct rule *rule, struct str name)
{
	struct str rest = str_of(rule->attributes), allowed;

	if (str_chr(name, ':') != STR_NONE)
		return true;	/* xml:lang, xmlns:dc */
	while (str_next(&rest, ' ', &allowed))
		if (str_eq(allowed, name))
			return true;
	return false;
}

static int
check_place(const struct checking *c, const struct seen *seen)
{
	const struct rule *rule = NULL;

	for (size_t i = 0; i < c->rule_count && !rule; i++)
		if (str_eq(c->rules[i].element, seen->tag->name)
		    && str_eq(c->rules[i].parent, seen->parent))
			rule = &c->rules[i];
	if (!rule)
		return markup_fail(&c->m, "unknown or misplaced element",
		    seen->tag->name);
	for (size_t i = 0; i < seen->tag->count; i++)
		if (!may_have(rule, seen->tag->attributes[i].name))
			return markup_fail(&c->m, "unknown attribute", seen->tag->attributes[i].name);
	return 0;
}

/* Prefixes that mean something mean what they do in our templates. */
static int
check_namespaces(const struct checking *c, const struct seen *seen)
{
	for (size_t i = 0; i < seen->tag->count; i++) {
		struct str name = seen->tag->attributes[i].name, want = { NULL, 0 };

		if (str_eq(name, STR("xmlns")))
			want = str_of(c->namespace);
		else if (str_eq(name, STR("xmlns:dc")))
			want = STR("http://purl.org/dc/elements/1.1/");
		if (want.p && !str_eq(seen->tag->attributes[i].value, want))
			return markup_fail(&c->m, "wrong namespace", seen->tag->attributes[i].value);
	}
	if (!seen->parent.len && !value_of(seen, "xmlns").len)
		return markup_fail(&c->m, "no namespace for", seen->tag->name);
	return 0;
}

static int
check_id(struct checking *c, const struct seen *seen)
{
	struct str id = value_of(seen, "id");

	if (!id.p)
		return 0;
	if (!id.len || ascii_digit((unsigned char)id.p[0]))
		return markup_fail(&c->m, "malformed id", id);
	c->known_ids = mem_grow(c->known_ids, &c->known_cap,
	    c->known_count + 1, sizeof(*c->known_ids));
	c->known_ids[c->known_count++] = id;
	return 0;
}

static int
check_tag(struct checking *c, const struct seen *seen)
{
	return check_place(c, seen) || check_namespaces(c, seen)
	    || check_id(c, seen) ? -1 : 0;
}

static int
compare_ids(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

static int
check_unique_ids(struct checking *c)
{
	if (c->known_count)
		qsort(c->known_ids, c->known_count, sizeof(*c->known_ids),
		    compare_ids);
	for (size_t i = 1; i < c->known_count; i++)
		if (str_eq(c->known_ids[i - 1], c->known_ids[i]))
			return markup_fail(&c->m, "duplicate id", c->known_ids[i]);
	return 0;
}

/* The file that href names, which may go on with a fragment. */
static int
find_file(const struct checking *c, struct str href, size_t *at)
{
	if (strindex_find(&c->by_href, str_sub(href, 0, str_chr(href, '#')),
	    at))
		return 0;
	return markup_fail(&c->m, "no file of the book:", href);
}

static int
take_item(struct checking *c, const struct seen *seen)
{
	struct str href = value_of(seen, "href"), id = value_of(seen, "id");
	const struct check_file *file;
	size_t at;

	if (!id.len)
		return markup_fail(&c->m, "no id for", href);
	if (find_file(c, href, &at) != 0)
		return -1;
	file = &c->files[at];
	if (!str_eq(file->href, href) || c->listed[at])
		return markup_fail(&c->m, "not once in the manifest:", href);
	if (!str_eq(value_of(seen, "media-type"), file->media))
		return markup_fail(&c->m, "another media type than that of", href);
	if (!str_eq(value_of(seen, "properties"), file->properties))
		return markup_fail(&c->m, "other properties than those of", href);
	c->listed[at] = true;
	strindex_add(&c->ids, id, at);
	return 0;
}

/* The manifest is complete where the spine begins. */
static int
take_itemref(struct checking *c, const struct seen *seen)
{
	struct str id = value_of(seen, "idref");
	size_t at;

	if (!strindex_find(&c->ids, id, &at) || !c->files[at].in_spine
	    || c->in_spine[at])
		return markup_fail(&c->m, "not once a page of the book:", id);
	c->in_spine[at] = true;
	return 0;
}

static int
take_meta(struct checking *c, const struct seen *seen)
{
	bool blank = !str_trim(seen->text).len;

	if (value_of(seen, "property").len && blank)
		return markup_fail(&c->m, "no value for property",
		    value_of(seen, "property"));
	if (str_eq(value_of(seen, "property"), STR("dcterms:modified"))
	    && !value_of(seen, "refines").p)
		c->has_modified = true;
	return 0;
}

static int
see_package(struct checking *c, const struct seen *seen)
{
	bool filled = str_trim(seen->text).len > 0;
	size_t at;

	if (check_tag(c, seen) != 0)
		return -1;
	if (str_starts(seen->tag->name, STR("dc:")) && !filled)
		return markup_fail(&c->m, "nothing in", seen->tag->name);
	if (str_eq(seen->tag->name, STR("package"))) {
		c->unique = value_of(seen, "unique-identifier");
		if (!str_eq(value_of(seen, "version"), STR("3.0")))
			return markup_fail(&c->m, "another version than 3.0:",
			    value_of(seen, "version"));
	}
	if (str_eq(seen->tag->name, STR("dc:identifier")))
		c->has_identifier |= c->unique.len
		    && str_eq(value_of(seen, "id"), c->unique);
	c->has_title |= str_eq(seen->tag->name, STR("dc:title"));
	c->has_language |= str_eq(seen->tag->name, STR("dc:language"));
	if (str_eq(seen->tag->name, STR("meta")))
		return take_meta(c, seen);
	if (str_eq(seen->tag->name, STR("item")))
		return take_item(c, seen);
	if (str_eq(seen->tag->name, STR("spine"))) {
		strindex_sort(&c->ids);
		c->toc = value_of(seen, "toc");
	}
	if (str_eq(seen->tag->name, STR("itemref")))
		return take_itemref(c, seen);
	if (str_eq(seen->tag->name, STR("reference")))
		return find_file(c, value_of(seen, "href"), &at);
	return 0;
}

static int
see_ncx(struct checking *c, const struct seen *seen)
{
	size_t at;

	if (check_tag(c, seen) != 0)
		return -1;
	if (str_eq(seen->tag->name, STR("text"))) {
		c->has_title |= str_eq(seen->parent, STR("docTitle"));
		if (!str_trim(seen->text).len)
			return markup_fail(&c->m, "nothing in", seen->parent);
	}
	if (!str_eq(seen->tag->name, STR("content")))
		return 0;
	c->points++;
	return find_file(c, value_of(seen, "src"), &at);
}

/* Shows each start tag of text. */
static int
each_tag(struct checking *c, struct str text,
    int (*see)(struct checking *c, const struct seen *seen), struct err *err)
{
	struct markup_tag tag;
	enum markup_event event;

	markup_init(&c->m, text, err);
	markup_take(&c->m, STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"));
	while ((event = markup_next(&c->m, &tag)) > MARKUP_DONE) {
		const size_t inner = tag.closed ? 0 : 1;
		struct str rest = { (const char *)c->m.p,
			(size_t)(c->m.end - c->m.p) };
		struct seen seen = { .tag = &tag };

		if (event != MARKUP_START)
			continue;
		if (c->m.depth > inner)
			seen.parent = c->m.open[c->m.depth - 1 - inner];
		if (inner)
			seen.text = str_sub(rest, 0, str_chr(rest, '<'));
		if (see(c, &seen) != 0)
			return -1;
	}
	return event == MARKUP_DONE ? 0 : -1;
}

static void
start(struct checking *c, const char *namespace, const struct rule *rules,
    size_t rule_count, const struct check_file *files, size_t count)
{
	*c = (struct checking){ .namespace = namespace, .rules = rules,
		.rule_count = rule_count, .files = files,
		.file_count = count };
	c->listed = mem_zalloc(count + 1);
	c->in_spine = mem_zalloc(count + 1);
	for (size_t i = 0; i < count; i++)
		strindex_add(&c->by_href, files[i].href, i);
	strindex_sort(&c->by_href);
}

static void
finish(struct checking *c)
{
	strindex_release(&c->by_href);
	strindex_release(&c->ids);
	markup_release(&c->m);
	free(c->known_ids);
	free(c->listed);
	free(c->in_spine);
}

static int
check_whole(struct checking *c, struct err *err)
{
	size_t at;

	if (!c->has_identifier || !c->has_title || !c->has_language
	    || !c->has_modified)
		return err_set(err, ERR_FORMAT, "no %s",
		    !c->has_identifier ? "dc:identifier that is the unique "
		    "identifier" : !c->has_title ? "dc:title"
		    : !c->has_language ? "dc:language"
		    : "date of modification");
	for (size_t i = 0; i < c->file_count; i++) {
		if (!c->listed[i])
			return markup_fail(&c->m, "not in the manifest:",
			    c->files[i].href);
		if (c->files[i].in_spine && !c->in_spine[i])
			return markup_fail(&c->m, "not in the spine:",
			    c->files[i].href);
	}
	if (c->toc.p && !strindex_find(&c->ids, c->toc, &at))
		return markup_fail(&c->m, "no file of the book:", c->toc);
	return check_unique_ids(c);
}

int
check_package(struct str opf, const struct check_file *files, size_t count,
    struct err *err)
{
	struct checking c;
	int status;

	start(&c, "http://www.idpf.org/2007/opf", package_rules,
	    sizeof(package_rules) / sizeof(package_rules[0]), files, count);
	status = each_tag(&c, opf, see_package, err);
	if (status == 0)
		status = check_whole(&c, err);
	finish(&c);
	return status;
}

int
check_ncx(struct str ncx, const struct check_file *files, size_t count,
    struct err *err)
{
	struct checking c;
	int status;

	start(&c, "http://www.daisy.org/z3986/2005/ncx/", ncx_rules,
	    sizeof(ncx_rules) / sizeof(ncx_rules[0]), files, count);
	status = each_tag(&c, ncx, see_ncx, err);
	if (status == 0 && (!c.points || !c.has_title))
		status = err_set(err, ERR_FORMAT, "no %s",
		    c.points ? "docTitle" : "navPoint");
	if (status == 0)
		status = check_unique_ids(&c);
	finish(&c);
	return status;
}
