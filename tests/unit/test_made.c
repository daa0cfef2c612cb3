/* SPDX-License-Identifier: MIT */
#include "cache_fixture.h"
#include "picture_make.h"
#include "pipeline/made.h"

/* A picture's bytes, what its worker replied, and the name of both. */
struct sample {
	struct buf bytes, key, found;
	struct result made;
	struct picture pic;
	struct err err;
};

static void
sample_init(struct sample *s)
{
	*s = (struct sample){ .bytes = BUF_INIT, .key = BUF_INIT,
		.found = BUF_INIT };
	put_kind(0, &s->bytes);
	s->made = convert_as(buf_str(&s->bytes), &picture_defaults, false);
	CHECK_NUM(s->made.rc, 0);
	made_key(buf_str(&s->bytes), false, &picture_defaults, &s->key);
}

static void
sample_release(struct sample *s)
{
	buf_release(&s->bytes);
	buf_release(&s->key);
	buf_release(&s->found);
	result_free(&s->made);
}

static bool
found(struct fixture *f, struct sample *s)
{
	s->err = (struct err)ERR_INIT;
	return made_find(f->cache, buf_str(&s->key), &picture_defaults,
	    &s->found, &s->pic, &s->err);
}

static void
test_found_again(void)
{
	struct fixture f;
	struct sample s;

	begin(&f);
	sample_init(&s);
	CHECK(!found(&f, &s));
	made_store(f.cache, buf_str(&s.key), buf_str(&s.made.reply), &s.err);
	CHECK(found(&f, &s));
	CHECK_NUM(s.err.kind, ERR_NONE);
	CHECK(str_eq(s.pic.bytes, s.made.picture.bytes));
	CHECK_NUM(s.pic.width_px, s.made.picture.width_px);
	CHECK_NUM(s.pic.height_px, s.made.picture.height_px);
	sample_release(&s);
	end(&f);
}

static void
test_without_cache(void)
{
	struct fixture f = { .cache = NULL };
	struct sample s;

	sample_init(&s);
	made_store(NULL, buf_str(&s.key), buf_str(&s.made.reply), &s.err);
	CHECK(!found(&f, &s));
	CHECK_NUM(s.err.kind, ERR_NONE);
	sample_release(&s);
}

static void
check_other(struct str bytes, bool is_data_uri,
    const struct picture_options *options, struct str key)
{
	struct buf other = BUF_INIT;

	made_key(bytes, is_data_uri, options, &other);
	CHECK(!str_eq(buf_str(&other), key));
	buf_release(&other);
}

/* Whatever changes the picture changes its name. */
static void
test_keys(void)
{
	const struct picture_options def = picture_defaults;
	struct picture_options o[7];
	struct sample s;

	sample_init(&s);
	for (int i = 0; i < 7; i++)
		o[i] = def;
	o[0].max_width_px++;
	o[1].max_height_px++;
	o[2].quality++;
	o[3].gray = !def.gray;
	o[4].dither = !def.dither;
	o[5].keep_originals = !def.keep_originals;
	o[6].budget_bytes++;
	for (int i = 0; i < 7; i++)
		check_other(buf_str(&s.bytes), false, &o[i],
		    buf_str(&s.key));
	check_other(buf_str(&s.bytes), true, &def, buf_str(&s.key));
	check_other(STR("x"), false, &def, buf_str(&s.key));
	/* The libraries that do the work are in it. */
	CHECK(str_find(buf_str(&s.key), STR("libpng=")) != STR_NONE);
	sample_release(&s);
}

static void
test_flipped_file(void)
{
	struct fixture f;
	struct sample s;
	struct buf file = BUF_INIT;
	const char *path;

	begin(&f);
	sample_init(&s);
	made_store(f.cache, buf_str(&s.key), buf_str(&s.made.reply), &s.err);
	path = path_of(&f, CACHE_MADE, s.key.data);
	get_file(path, &file);
	for (size_t i = 0; i < file.len; i += 1 + file.len / 200) {
		file.data[i] ^= 1;
		put_file(path, buf_str(&file));
		CHECK(!found(&f, &s));
		CHECK_NUM(s.err.kind, ERR_NONE);
		file.data[i] ^= 1;
	}
	made_store(f.cache, buf_str(&s.key), buf_str(&s.made.reply), &s.err);
	CHECK(found(&f, &s));
	buf_release(&file);
	sample_release(&s);
	end(&f);
}

/* Whole as the cache sees it, but not what a worker may reply. */
static void
test_forged_reply(void)
{
	struct fixture f;
	struct sample s;
	struct str reply;

	begin(&f);
	sample_init(&s);
	reply = buf_str(&s.made.reply);
	/* Format, width, height, the length of the bytes, their signature. */
	for (size_t i = 0; i < 18; i++) {
		s.made.reply.data[i] ^= 0x40;
		made_store(f.cache, buf_str(&s.key), reply, &s.err);
		CHECK(!found(&f, &s));
		CHECK_NUM(stats_of(&f).made.files, 0);
		s.made.reply.data[i] ^= 0x40;
	}
	for (size_t i = 0; i < reply.len; i += 1 + reply.len / 50) {
		made_store(f.cache, buf_str(&s.key), str_sub(reply, 0, i),
		    &s.err);
		CHECK(!found(&f, &s));
	}
	made_store(f.cache, buf_str(&s.key), reply, &s.err);
	CHECK(found(&f, &s));
	CHECK_NUM(s.err.kind, ERR_NONE);
	sample_release(&s);
	end(&f);
}

int
main(void)
{
	RUN(test_found_again);
	RUN(test_without_cache);
	RUN(test_keys);
	RUN(test_flipped_file);
	RUN(test_forged_reply);
	return test_end();
}
