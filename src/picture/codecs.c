/* SPDX-License-Identifier: MIT */
#include "picture/codecs.h"

#include <stdlib.h>

void
codecs_load(struct codecs *codecs)
{
	*codecs = (struct codecs){ .avif = { .err = ERR_INIT } };
	codecs->avif.functions = avif_load(&codecs->avif.err);
	codecs->heif.functions = heif_load(&codecs->heif.err);
}

void
codecs_release(struct codecs *codecs)
{
	free(codecs->avif.functions);
	free(codecs->heif.functions);
}

const void *
codec_of(const struct codec *codec, const char *what, struct err *err)
{
	if (codec->functions)
		return codec->functions;
	*err = codec->err;
	err_context(err, "%s", what);
	return NULL;
}
