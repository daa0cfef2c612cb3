/* SPDX-License-Identifier: MIT */
#include "pipeline/cover.h"

#include "pipeline/jobs.h"
#include "pipeline/turn.h"

struct making {
	const struct cover *cover;
	struct book *book;
	struct err err;
};

static void
take_cover(void *arg, const struct job_reply *reply)
{
	struct making *making = arg;
	struct picture picture;

	making->err = reply->err;
	if (reply->ok && picture_reply(reply->body, &making->cover->picture,
	    &picture, &making->err) == 0)
		book_set_cover(making->book, &picture, &making->err);
}

static int
make_from_file(const struct cover *cover, const struct illustrating *in,
    struct err *err)
{
	struct making making = { cover, in->book, ERR_INIT };
	struct buf job = BUF_INIT;

	picture_request(&cover->picture, cover->bytes, false, &job);
	workers_submit(in->workers, JOB_PICTURE, &job, take_cover, &making);
	if (turn_workers(in->observer, in->workers, true, err) != 0)
		return -1;
	if (making.err.kind == ERR_NONE)
		return 0;
	return err_set(err, ERR_ARGUMENT, "the cover \"%s\": %s",
	    cover->file, making.err.message);
}

int
cover_make(const struct cover *cover, const struct illustrating *in,
    const struct illustrations *ill, struct err *err)
{
	struct page_picture picture;

	if (cover->kind == COVER_FILE)
		return make_from_file(cover, in, err);
	if (cover->kind == COVER_NONE || !in->options)
		return 0;
	if (illustration_for_cover(ill, cover->picture.max_width_px, &picture,
	    err) != 0)
		return -1;
	if (picture.file.len)
		book_choose_cover(in->book, &picture);
	return 0;
}
