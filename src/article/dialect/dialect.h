/* SPDX-License-Identifier: MIT */
/*
 * Dialects of Markdown: what a site generator or a note program reads in a
 * text beyond GitHub's flavour. To everybody else the same signs are prose,
 * so a dialect is established first, once for each document, and only then
 * applied. What establishes it is, in this order: the file's ending, its
 * folder, the kind and keys of its front matter, the files of the site
 * around it, and markers in the text itself that are in use there, not only
 * spoken of (dialect_markers.c). The rows are in
 * assets/tables/dialects.txt.
 */
#ifndef CHAPBOOK_DIALECT_H
#define CHAPBOOK_DIALECT_H

#include <stdint.h>

#include "article/frontmatter/frontmatter.h"
#include "article/record/document.h"

enum {
	DIALECT_LIQUID = 1 << 0,	/* {% tag %}: of Jinja, Tera, too */
	DIALECT_VALUES = 1 << 1,	/* {{ value }}: theirs, and Vue's */
	DIALECT_SHORTCODES = 1 << 2,	/* {{< name >}}, {{% name %}} */
	DIALECT_KRAMDOWN = 1 << 3,	/* {: .class}, {::comment} */
	DIALECT_ATTRIBUTES = 1 << 4,	/* {#id .class} behind a link */
	DIALECT_EXTRA = 1 << 5,		/* : definition, ==mark==, x^2^ */
	DIALECT_COMPONENTS = 1 << 6,	/* <Name attribute="value"> of JSX */
	DIALECT_MDX = 1 << 7,		/* import, export, {expression} */
	DIALECT_MYST = 1 << 8,		/* directives and roles of Sphinx */
	DIALECT_CONTAINERS = 1 << 9,	/* :::name to ::: */
	DIALECT_ADMONITIONS = 1 << 10,	/* !!! name, then indented lines */
	DIALECT_LINKS = 1 << 11,	/* [[page]], > [!name], %%comment%% */
	DIALECT_WORDPRESS = 1 << 12,	/* [name attribute="value"] */
	DIALECT_EMBEDS = 1 << 13,	/* @[name](url), %[url] */
	DIALECT_PELICAN = 1 << 14,	/* {static}path, :::language */
	DIALECT_PATHS = 1 << 15,	/* @/path of Zola */
	DIALECT_DOCSIFY = 1 << 16,	/* !> and ?> before a line */
	DIALECT_CONTENTS = 1 << 17,	/* [TOC] alone on a line */
	DIALECT_ALL = (1 << 18) - 1,

	/* What programs have of them. */
	DIALECT_TAGS = DIALECT_LIQUID | DIALECT_VALUES,
	DIALECT_JEKYLL = DIALECT_TAGS | DIALECT_KRAMDOWN | DIALECT_EXTRA
		| DIALECT_CONTENTS,
	DIALECT_HUGO = DIALECT_SHORTCODES | DIALECT_ATTRIBUTES
		| DIALECT_EXTRA,
	DIALECT_ZOLA = DIALECT_TAGS | DIALECT_PATHS,
	DIALECT_ASTRO = DIALECT_COMPONENTS | DIALECT_CONTAINERS
		| DIALECT_CONTENTS,
	DIALECT_DOCUSAURUS = DIALECT_ASTRO | DIALECT_MDX,
	DIALECT_MATERIAL = DIALECT_ADMONITIONS | DIALECT_ATTRIBUTES
		| DIALECT_EXTRA | DIALECT_CONTENTS,
	DIALECT_PANDOC = DIALECT_ATTRIBUTES | DIALECT_CONTAINERS
		| DIALECT_EXTRA,
	DIALECT_WIKI = DIALECT_LINKS | DIALECT_EXTRA,
	DIALECT_VUEPRESS = DIALECT_PANDOC | DIALECT_CONTENTS | DIALECT_EMBEDS
		| DIALECT_VALUES | DIALECT_COMPONENTS,
	DIALECT_ZENN = DIALECT_CONTAINERS | DIALECT_EMBEDS | DIALECT_EXTRA
};

#define DIALECT_COUNT 18

struct dialects {
	unsigned set;
	/* By what, of each bit in the set: "mkdocs.yml". */
	struct str evidence[DIALECT_COUNT];
};

/*
 * text is what follows the front matter. Evidence is owned by pool or
 * borrowed from text. Linear in text.
 */
void dialects_find(const struct document *doc, const struct front_matter *fm,
    struct str text, struct pool *pool, struct dialects *out);

const char *dialect_name(size_t bit);	/* "Liquid", "MDX" */

/*
 * For a source: the bits of a name in a folder that tells of a site's
 * generator ("_config.yml"; a folder's ends in a slash, "content/"), or 0.
 */
uint64_t site_name_bits(struct str name);
/* All such names; empty ones among them. */
size_t site_name_count(void);
struct str site_name(size_t index);
/* The generators that the names found in one folder tell of: their bits. */
uint32_t site_of_names(uint64_t names);

/* Every word is "#id", ".class" or "key=value", the value in quotes or not. */
bool dialect_is_attributes(struct str s);

/*
 * What a template would have put before a path, or around it, taken off, so
 * that it is a path from the root of the site: "{{ site.baseurl }}/a.png",
 * "{{ '/a.png' | relative_url }}". False if there is nothing of that.
 */
bool dialect_expand_path(struct str ref, struct buf *out);

/* For dialects_find(). */
void dialects_add(struct dialects *out, unsigned set, struct str evidence);
void dialects_find_markers(struct dialects *out, struct str text,
    bool generated, struct pool *pool);

#endif
