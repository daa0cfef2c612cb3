/* SPDX-License-Identifier: MIT */
/* What a file is by the ending of its name; assets/tables/endings.txt. */
#ifndef CHAPBOOK_ENDING_H
#define CHAPBOOK_ENDING_H

#include "base/str.h"

enum ending {
	ENDING_UNKNOWN,
	ENDING_MARKDOWN,
	ENDING_HTML,
	ENDING_PICTURE,
	ENDING_DOWNLOAD,
	ENDING_PART	/* of a site: style sheets, scripts, feeds */
};

/* name is a file's name or path, without query and fragment. */
enum ending ending_of_name(struct str name);
bool ending_is_picture(struct str name);

#endif
