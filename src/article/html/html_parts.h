/* SPDX-License-Identifier: MIT */
/*
 * What html_*.c share: element names, tags as written, character references,
 * and the stack of open elements. Nobody else includes this.
 */
#ifndef CHAPBOOK_HTML_PARTS_H
#define CHAPBOOK_HTML_PARTS_H

#include <stdint.h>

#include "article/html/html.h"
#include "article/html/weights.h"
#include "base/buf.h"
#include "base/limits.h"
#include "base/mem.h"

/* HTML Living Standard 13.2.4.2 and 13.2.6: how an element nests. */
enum html_flags {
	HTML_IS_VOID	= 1 << 0,	/* has no content and no end tag */
	HTML_CLOSES_P	= 1 << 1,	/* its start tag ends an open p */
	HTML_IS_SPECIAL	= 1 << 2,	/* end tags of inline ones stop here */
	HTML_IS_SCOPE	= 1 << 3,	/* end tags of blocks stop here */
	HTML_IS_FORMAT	= 1 << 4,	/* b, i, font ...: may be misnested */
	HTML_IN_HEAD	= 1 << 5,
	HTML_KEEPS_SPACE = 1 << 6,	/* white space stays as it is */
	HTML_IS_HEADING	= 1 << 7,
	HTML_IS_LIST	= 1 << 8,	/* end tags of li stop here */
	HTML_IS_BUTTON	= 1 << 9,	/* end tags of p stop here */
	HTML_IS_TABLE	= 1 << 10,	/* end tags of cells stop here */
	HTML_IS_FOREIGN	= 1 << 11,	/* svg, math: "/>" is an end */
	HTML_IS_SELECT	= 1 << 12,	/* holds options, no blocks */
	HTML_IS_CODE	= 1 << 13	/* what it holds is meant as it stands */
};

/* Only those that some rule names; html_elements.c knows many more. */
enum html_id {
	HTML_UNKNOWN, HTML_PLAIN, HTML_A, HTML_BODY, HTML_BR, HTML_BUTTON,
	HTML_CAPTION, HTML_COL, HTML_COLGROUP, HTML_DD, HTML_DIV, HTML_DT,
	HTML_HEAD, HTML_HTML, HTML_IFRAME, HTML_IMAGE, HTML_IMG, HTML_LI,
	HTML_LISTING, HTML_NOEMBED, HTML_NOFRAMES, HTML_OPTGROUP, HTML_OPTION,
	HTML_P, HTML_PLAINTEXT, HTML_PRE, HTML_RB, HTML_RP, HTML_RT, HTML_RTC,
	HTML_SCRIPT, HTML_SPAN, HTML_STYLE, HTML_TABLE, HTML_TBODY, HTML_TD,
	HTML_TEXTAREA, HTML_TFOOT, HTML_TH, HTML_THEAD, HTML_TITLE, HTML_TR,
	HTML_XMP, HTML_ADDRESS, HTML_ID_COUNT
};

struct html_element {
	const char *name;	/* in lower case; NULL: not in the table */
	enum html_id id;	/* HTML_PLAIN: known, but no rule names it */
	unsigned flags;
};

/* By a name in any case. Never NULL: see html_element.name. */
const struct html_element *html_element_find(struct str name);

struct html_attribute {
	struct str name, value;	/* as written, references in it */
};

struct html_tag {
	struct str name;	/* as written */
	struct html_attribute attributes[LIMIT_TAG_ATTRIBUTES];
	size_t attribute_count;
	bool self_closing;
	bool cut;	/* there were more attributes */
	size_t end;	/* offset behind the '>' */
};

/*
 * Reads the tag whose name starts at s.p[at] (13.2.5.8 to 13.2.5.40). False
 * if s ends before the tag does; with lenient, a value whose quote never
 * closes ends there, too.
 */
bool html_tag_read(struct str s, size_t at, bool lenient, struct html_tag *tag);
/* NULL or the value of the first attribute of that name. */
const struct str *html_tag_value(const struct html_tag *tag, const char *name);

/*
 * The offset of "</name" that ends a raw text element, from at on, or
 * STR_NONE (13.2.5.12).
 */
size_t html_raw_end(struct str s, size_t at, const char *name);

/*
 * Reads the character reference at s.p[at], an ampersand. Returns its length
 * and what it stands for, one code point or two, others being 0; or returns 0
 * where the ampersand is only itself (13.2.5.72 to 13.2.5.80).
 */
size_t html_reference(struct str s, size_t at, bool in_attribute,
    uint32_t characters[2]);

/* The tree while it grows. */
struct html_tree {
	xmlDoc *doc;
	xmlNode *parent;	/* the innermost open element, or doc */
	struct buf text;	/* what follows its last child */
	struct buf value;	/* of the attribute that comes next */
	bool failed;		/* libxml2 has no memory: nothing is added */
};

bool html_tree_start(struct html_tree *t);
/* Names are in lower case; those of elements hold no ':'. */
void html_tree_open(struct html_tree *t, struct str name);
void html_tree_attribute(struct html_tree *t, struct str name);
/* An element with the name and the attributes of another one. */
void html_tree_open_again(struct html_tree *t, xmlNode *like);
void html_tree_close(struct html_tree *t);
/* The document is the caller's; NULL if memory ended. */
xmlDoc *html_tree_end(struct html_tree *t);

struct open_element {
	const struct html_element *element;
	struct str name;	/* what its end tag says, any case */
	bool renamed;		/* end tags go by name, not by element */
	bool ending;		/* its end tag was seen; goes once innermost */
	xmlNode *node;
	size_t tag_bytes;	/* of its start tag, about */
};

struct html_stack {
	struct html_tree tree;
	struct open_element items[LIMIT_HTML_DEPTH];
	size_t depth;
	size_t floor;		/* tags end none of the first so many */
	size_t spaced;		/* open elements that keep white space */
	size_t foreign;		/* open svg and math elements */
	size_t selects;		/* open select elements */
	size_t codes;		/* open code, pre, kbd ... elements */
	size_t reopen_bytes;	/* that may still be spent on start tags */
};

/* Ends all elements but the outermost depth ones. */
void html_stack_cut(struct html_stack *st, size_t depth);
void html_stack_push(struct html_stack *st, const struct open_element *item);
/* How deep the p lies that a block would end; the depth if there is none. */
size_t html_stack_paragraph(const struct html_stack *st);
/* Ends what a start tag of e ends. */
void html_stack_start(struct html_stack *st, const struct html_element *e);
/* Ends what an end tag ends, maybe nothing. */
void html_stack_end(struct html_stack *st, const struct html_element *e,
    struct str name);

enum html_escaped {
	HTML_AS_WRITTEN,
	HTML_ESCAPED_PART,	/* prose with its markup */
	HTML_ESCAPED_REST	/* of a page: ends what was open before */
};

/*
 * Whether the markup of text, which stands between two tags, was escaped once
 * too often ("&lt;p&gt;"); if so, appends it with &lt; &gt; &quot; and &amp;
 * decoded. A few tags that a sentence is about, and code, are as written.
 */
enum html_escaped html_unescape(struct str text, struct buf *out);
/* The same for what follows the first of HTML_ESCAPED_REST. */
bool html_unescape_more(struct str text, struct buf *out);

enum {
	HTML_KEEP_SPACE = 1 << 0,	/* else runs become one "\n" or " " */
	HTML_AS_CODE = 1 << 1		/* references are decoded once */
};

/* Text, references decoded; unless HTML_AS_CODE, also those escaped twice. */
void html_add_text(struct buf *out, struct str text, unsigned how);
/* Text in which nothing is a reference. */
void html_add_raw(struct buf *out, struct str text);
/*
 * The value of an attribute. False if it is too long. how: HTML_AS_CODE or 0,
 * which counts for what people read.
 */
bool html_add_value(struct buf *out, const struct html_attribute *a,
    unsigned how);
/* Letters, digits and "-_.:", and not too many of them. */
bool html_name_is_plain(struct str name);

struct html_input {
	struct str raw;
	size_t at;
	bool unescaped;		/* raw is what html_unescape() made */
	/* What does not come any more; searching on were quadratic. */
	bool no_quote, no_gt, no_comment_end, no_cdata_end;
	bool no_end[HTML_ID_COUNT];
};

struct html_parser {
	struct html_input in;
	bool mend;		/* HTML_MEND_ESCAPES */
	struct html_losses *losses;
	struct html_stack stack;
	struct html_tag tag;	/* the one read last */
	size_t nodes, attributes;
	/* End tags still to be ignored, of elements that were too deep. */
	size_t skipped_known, skipped_unknown;
	bool is_xml, html_seen, head_seen, body_seen;
	bool text_only;		/* LIMIT_HTML_NODES was met */
	bool rest_escaped;	/* HTML_ESCAPED_REST was met */
	struct pool *pool;	/* what html_unescape() made; NULL: nothing */
};

/* These take the tag read last, and what of p->in.raw belongs to it. */
void html_take_start_tag(struct html_parser *p);
void html_take_end_tag(struct html_parser *p);
void html_put_text(struct html_parser *p, struct str text);
void html_put_raw(struct html_parser *p, struct str text);
/* Ends what is open; an empty document gets its body. */
void html_finish(struct html_parser *p);

#endif
