/* SPDX-License-Identifier: MIT */
/* The picture on the cover, if there is to be one. */
#ifndef CHAPBOOK_COVER_H
#define CHAPBOOK_COVER_H

#include "pipeline/illustrate.h"

enum cover_kind {
	COVER_NONE,	/* set in type */
	COVER_AUTO,	/* with an article's lead picture, if one will do */
	COVER_FILE
};

struct cover {
	enum cover_kind kind;
	const char *file;		/* of COVER_FILE, for messages */
	struct str bytes;		/* of COVER_FILE */
	struct picture_options picture;	/* the size of a cover */
};

/* ERR_ARGUMENT, ERR_FORMAT, ... if the file is no picture: names it. */
int cover_make(const struct cover *cover, const struct illustrating *in,
    const struct illustrations *ill, struct err *err);

#endif
