/* SPDX-License-Identifier: MIT */
/* From the tree of a source to what build.h is told. Shows libxml2. */
#ifndef CHAPBOOK_CLEAN_WALK_H
#define CHAPBOOK_CLEAN_WALK_H

#include "article/clean/weights.h"
#include "article/clean/build.h"
#include "article/clean/source_marks.h"
#include "article/clean/target.h"
#include "base/limits.h"

#define CLEAN_FRAMES (LIMIT_HTML_DEPTH + 20)

/* What an element of the source found when it opened. */
struct clean_frame {
	size_t depth, inlines, lang_from, dir_from;
	enum element kind;
	unsigned char level;
	struct str lang, dir, line_lang, line_dir;
	bool mute, noscript;
	bool block;		/* it stands on lines of its own */
};

/* A picture that was shown, for others that may be copies of it. */
struct shown {
	struct image *image;
	const xmlNode *node;
	bool noscript;
};

struct clean {
	struct build b;
	struct targets targets;
	struct clean_frame frames[CLEAN_FRAMES];
	size_t frame_count;	/* may be larger: elements too deep to matter */
	struct str line_lang, line_dir;	/* in force, inline elements counted */
	bool mute;		/* in a drawing, outside of its text */
	bool noscript;
	const struct image *lead;	/* not to be shown again */
	struct shown shown[PICTURES_SHOWN];	/* in a ring */
	size_t shown_count;
	const xmlNode *blank;	/* the last placeholder without a source */
};

/* Takes root and all that it holds to c->b. */
void clean_walk(struct clean *c, xmlNode *root);
/* In clean_picture.c: one image element. */
void clean_picture(struct clean *c, const xmlNode *node);
/* In clean_media.c: what plays films and sound. */
void clean_media(struct clean *c, xmlNode *node);
/* The element just entered stands on lines of its own. */
void clean_begin_block(struct clean *c);

#endif
