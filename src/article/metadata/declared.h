/* SPDX-License-Identifier: MIT */
/* What the front matter of a document says, under all of its usual names. */
#ifndef CHAPBOOK_DECLARED_H
#define CHAPBOOK_DECLARED_H

#include "article/record/document.h"
#include "article/frontmatter/frontmatter.h"
#include "article/metadata/names.h"

struct declared {
	struct str title, description, lang, site;
	struct str layout;	/* of Jekyll; or Hugo's type */
	struct str url;		/* absolute, as written */
	struct str path;	/* where the site shows it: "2014/09/15/name" */
	struct str image, image_alt;	/* that the site shows above it */
	struct str image_folder;	/* where all of its pictures are */
	struct date date, changed;
	bool unpublished;
	struct names authors, tags, sections;
};

void declared_read(const struct front_matter *fm, const struct document *doc,
    struct pool *pool, struct declared *out);

#endif
