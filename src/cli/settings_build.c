/* SPDX-License-Identifier: MIT */
#include "cli/settings_build.h"

#include <stddef.h>
#include <string.h>

#include "article/language/lang.h"
#include "base/limits.h"
#include "check/css.h"
#include "cli/book_name.h"
#include "picture/profile.h"

#define CSS_FILE_BYTES ((size_t)1 << 20)

static const char *const group_names[] = { "auto", "day", "week", "month",
	"section", "tag", "source", "none", NULL };

#define BOOK(field) offsetof(struct build_settings, field)

static const struct option book_table[] = {
	{ "output", OPTION_TEXT, BOOK(output), .letter = 'o',
	    .argument = "FILE",
	    .help = "the book (default: named after the title or source)" },
	{ "title", OPTION_TEXT, BOOK(title), .argument = "TEXT",
	    .help = "its title (default: what was selected, and when)" },
	{ "language", OPTION_TEXT, BOOK(language), .argument = "TAG",
	    .help = "its language (default: most articles')" },
	{ "group-by", OPTION_CHOICE, BOOK(group_by),
	    .help = "parts of the book (default: auto)",
	    .choices = group_names },
	{ "profile", OPTION_TEXT, BOOK(profile), .argument = "NAME",
	    .help = "pictures fit for this device (default: default)" },
	{ "no-images", OPTION_FLAG, BOOK(no_images),
	    .help = "no pictures; captions stay" },
	{ "image-quality", OPTION_NUMBER, BOOK(quality), .argument = "N",
	    .help = "of JPEG pictures, 1 to 100 (default: the profile's)",
	    .min = 1, .max = 100 },
	{ "gray", OPTION_FLAG, BOOK(gray),
	    .help = "pictures in shades of gray" },
	{ "dither", OPTION_FLAG, BOOK(dither),
	    .help = "pictures in 16 shades of gray, dithered" },
	{ "cover", OPTION_TEXT, BOOK(cover), .argument = "FILE",
	    .help = "a picture; auto: an article's (default: none)" },
	{ "max-articles", OPTION_NUMBER, BOOK(max_articles), .argument = "N",
	    .help = "the same as --limit; the smaller one counts", .min = 1,
	    .max = 1000000000 },
	{ "css", OPTION_TEXT, BOOK(css), .argument = "FILE",
	    .help = "rules behind those of the built-in style sheet" },
	{ "template-dir", OPTION_TEXT, BOOK(template_dir), .argument = "DIR",
	    .help = "templates that replace the built-in ones" },
	{ "identifier", OPTION_TEXT, BOOK(identifier), .argument = "URN",
	    .help = "of the book (default: from its content)" },
	{ "plain", OPTION_FLAG, BOOK(plain),
	    .help = "nothing in it tells which program made it" },
	{ "report", OPTION_TEXT, BOOK(report), .argument = "FILE",
	    .help = "what was made and left out, as JSON (-: printed)" },
	{ "strict", OPTION_FLAG, BOOK(strict),
	    .help = "exit with 4 if anything was left out" },
	{ "dry-run", OPTION_FLAG, BOOK(dry_run),
	    .help = "list what would be bound, write nothing" },
	{ .name = NULL }
};

const struct option_group book_options = { "Book", book_table };

/* Its picture is read at once, for none may come: from a FIFO, say. */
static int
fill_cover(const struct build_settings *set, struct pool *pool,
    struct cover *cover, struct err *err)
{
	cover->file = set->cover.p;
	if (!set->cover.len || str_eq(set->cover, STR("none")))
		cover->kind = COVER_NONE;
	else if (str_eq(set->cover, STR("auto")))
		cover->kind = COVER_AUTO;
	else
		cover->kind = COVER_FILE;
	return cover->kind != COVER_FILE ? 0 : settings_file("cover",
	    set->cover, LIMIT_PICTURE_BYTES, pool, &cover->bytes, err);
}

/* Those of the profile, where no other option says otherwise. */
static int
fill_pictures(const struct build_settings *set, struct picture_options *out,
    struct cover *cover, struct err *err)
{
	struct profile profile;

	if (profile_find(set->profile.len ? set->profile : STR("default"),
	    &profile, err) != 0)
		return -1;
	*out = profile.pictures;
	out->gray = out->gray || set->gray || set->dither;
	out->dither = set->dither;
	if (set->quality)
		out->quality = (unsigned)set->quality;
	cover->picture = *out;
	cover->picture.max_width_px = profile.cover_width_px;
	cover->picture.max_height_px = profile.cover_height_px;
	return 0;
}

static int
fill_language(const struct build_settings *set, struct pool *pool,
    struct build *b, struct err *err)
{
	struct buf tag = BUF_INIT;
	int result = 0;

	if (set->language.len && !lang_normalise(set->language, &tag))
		result = err_set(err, ERR_ARGUMENT, "--language '%.*s' is no "
		    "language tag (zh, zh-Hans, en)", STR_ARG(set->language));
	b->edition.language = pool_str(pool, buf_str(&tag));
	buf_release(&tag);
	return result;
}

static int
fill_identifier(const struct build_settings *set, struct build *b,
    struct err *err)
{
	if (set->identifier.len && !identifier_valid(set->identifier))
		return err_set(err, ERR_ARGUMENT, "--identifier '%.*s' is no "
		    "identifier (a URN, a URL, or any word without spaces)",
		    STR_ARG(set->identifier));
	b->edition.identifier = set->identifier;
	return 0;
}

static int
check_title(const struct build_settings *set, struct err *err)
{
	if (set->title.len <= LIMIT_TITLE_BYTES)
		return 0;
	return err_set(err, ERR_ARGUMENT, "--title has more than %zu bytes",
	    LIMIT_TITLE_BYTES);
}

static int
fill_css(const struct build_settings *set, struct pool *pool,
    struct build *b, struct err *err)
{
	if (!set->css.len)
		return 0;
	if (settings_file("css", set->css, CSS_FILE_BYTES, pool, &b->css, err)
	    != 0)
		return -1;
	if (str_starts(b->css, STR("\ufeff")))
		b->css = str_sub(b->css, strlen("\ufeff"), b->css.len);
	if (css_check(b->css, err) == 0)
		return 0;
	return err_context(err, "--css '%.*s'", STR_ARG(set->css));
}

static int
fill_outputs(const struct build_settings *set, struct build *b,
    struct err *err)
{
	if (str_eq(set->output, STR("-")))
		return err_set(err, ERR_ARGUMENT, "a book cannot go to "
		    "standard output: --output needs a file (./- for one of "
		    "that name)");
	if (set->report.len && set->dry_run)
		return err_set(err, ERR_ARGUMENT, "--dry-run writes nothing, "
		    "so that there is nothing to report");
	if (str_eq(set->report, STR("-")))
		b->report_stream = stdout;
	else
		b->report = set->report.p;
	return 0;
}

/* What it is called, and what it is about. */
static void
fill_names(const struct build_settings *set, const struct str_list *sources,
    struct pool *pool, struct build *b)
{
	struct buf name = BUF_INIT;

	if (set->output.len)
		buf_addstr(&name, set->output);
	else
		book_file_name_of(set->title, sources, &name);
	b->output = pool_str(pool, buf_str(&name)).p;
	buf_clear(&name);
	book_subject(&set->common.select, sources, &name);
	b->edition.name = pool_str(pool, buf_str(&name));
	buf_wipe(&name);
}

static void
fill_edition(const struct build_settings *set, struct build *b)
{
	b->group_by_default = set->group_by == 0;
	b->edition.group_by = (const enum group_by[]){ GROUP_NONE, GROUP_DAY,
		GROUP_WEEK, GROUP_MONTH, GROUP_SECTION, GROUP_TAG,
		GROUP_SOURCE, GROUP_NONE }[set->group_by];
	b->edition.title = set->title;
	b->edition.plain = set->plain;
}

static int
fill_selection(const struct build_settings *set, struct pool *pool,
    struct build *b, struct err *err)
{
	if (settings_selection(&set->common.select, pool, &b->selection, err)
	    != 0)
		return -1;
	if (set->max_articles && (!b->selection.limit
	    || set->max_articles < b->selection.limit))
		b->selection.limit = set->max_articles;
	b->tree = settings_tree(&set->common.select);
	return 0;
}

int
settings_build(const struct build_settings *in,
    const struct str_list *sources, struct pool *pool, struct build *out,
    struct err *err)
{
	struct picture_options *pictures = pool_alloc(pool,
	    sizeof(*pictures));

	*out = (struct build){ .sources = *sources,
		.in_memory = in->common.run.in_memory };
	if (fill_outputs(in, out, err) != 0
	    || fill_selection(in, pool, out, err) != 0
	    || fill_language(in, pool, out, err) != 0
	    || fill_identifier(in, out, err) != 0
	    || check_title(in, err) != 0
	    || fill_css(in, pool, out, err) != 0
	    || fill_pictures(in, pictures, &out->cover, err) != 0
	    || fill_cover(in, pool, &out->cover, err) != 0
	    || settings_net(&in->common.net, pool, &out->fetch, err) != 0)
		return -1;
	out->pictures = in->no_images ? NULL : pictures;
	fill_names(in, sources, pool, out);
	fill_edition(in, out);
	return 0;
}
