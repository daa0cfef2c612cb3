/* SPDX-License-Identifier: MIT */
#include <signal.h>
#include <stddef.h>
#include <stdio.h>

#include "base/text.h"
#include "base/version.h"
#include "cli/article_json.h"
#include "cli/command.h"
#include "cli/doctor.h"
#include "picture/profile.h"

struct doctor_settings {
	bool help, json, profiles;
};

#define DOCTOR(field) offsetof(struct doctor_settings, field)

static const struct option table[] = {
	{ "profiles", OPTION_FLAG, DOCTOR(profiles),
	    .help = "list the reading devices that build --profile knows" },
	{ "json", OPTION_FLAG, DOCTOR(json), .help = "as JSON" },
	{ "help", OPTION_FLAG, DOCTOR(help), .letter = 'h',
	    .help = "show this help" },
	{ .name = NULL }
};

static const struct option_group options = { "Options", table };

static const struct option_group *const groups[] = { &options, NULL };

static const char *const health_names[] = { [HEALTH_GOOD] = "good",
	[HEALTH_LACKING] = "lacking", [HEALTH_BAD] = "bad" };

static void
print_text(const char *name, const struct finding *f)
{
	static const char *const marks[] = { [HEALTH_GOOD] = "",
		[HEALTH_LACKING] = "lacking: ", [HEALTH_BAD] = "BAD: " };
	struct buf safe = BUF_INIT;
	struct str rest = buf_str(&f->text), line;
	const char *mark = marks[f->health];

	while (str_next(&rest, '\n', &line)) {
		buf_clear(&safe);
		text_escape(line, &safe);
		printf("%-10s %s%s\n", name, mark, safe.data);
		name = mark = "";
	}
	buf_release(&safe);
}

static json_t *
finding_json(const struct finding *f)
{
	return json_pack("{s:s,s:o,s:O}", "health", health_names[f->health],
	    "text", json_text(buf_str(&f->text)), "value", f->value);
}

/* True if books can be made. */
static bool
look(bool json)
{
	json_t *root = json ? json_object() : NULL;
	bool able = true;

	if (json)
		json_object_set_new(root, "program",
		    json_string("chapbook " VERSION));
	else
		printf("chapbook " VERSION "\n\n");
	for (const struct check *c = doctor_checks; c->name; c++) {
		struct finding f = { .text = BUF_INIT };

		fflush(stdout);
		c->look(&f);
		able &= f.health != HEALTH_BAD;
		if (!f.value)
			f.value = json_text(buf_str(&f.text));
		if (json)
			json_object_set_new(root, c->name, finding_json(&f));
		else
			print_text(c->name, &f);
		json_decref(f.value);
		buf_release(&f.text);
	}
	if (json)
		json_print(root, JSON_INDENT(2), stdout);
	return able;
}

static json_t *
profile_json(const struct profile *p)
{
	const struct picture_options *o = &p->pictures;

	return json_pack("{s:o,s:I,s:I,s:b,s:b,s:I,s:I,s:I,s:I,s:o}",
	    "name", json_text(p->name),
	    "width", (json_int_t)o->max_width_px,
	    "height", (json_int_t)o->max_height_px,
	    "gray", o->gray, "keep_originals", o->keep_originals,
	    "quality", (json_int_t)o->quality,
	    "budget", (json_int_t)o->budget_bytes,
	    "cover_width", (json_int_t)p->cover_width_px,
	    "cover_height", (json_int_t)p->cover_height_px,
	    "devices", json_text(p->devices));
}

static void
print_profile(const struct profile *p)
{
	const struct picture_options *o = &p->pictures;
	char screen[32] = "as it is";

	if (!o->keep_originals)
		snprintf(screen, sizeof(screen), "%ux%u", o->max_width_px,
		    o->max_height_px);
	printf("%-20.*s %9s  %-6s  %.*s\n", STR_ARG(p->name), screen,
	    o->gray ? "gray" : "colour", STR_ARG(p->devices));
}

static void
list_profiles(bool json)
{
	json_t *list = json ? json_array() : NULL;
	struct str rest = profile_table();
	struct profile p;

	while (profile_next(&rest, &p)) {
		if (json)
			json_array_append_new(list, profile_json(&p));
		else
			print_profile(&p);
	}
	if (json)
		json_print(list, JSON_INDENT(2), stdout);
}

static int
doctor_run(const struct command *self, char **args)
{
	struct doctor_settings set = { .help = false };
	struct str_list operands = { NULL, 0 };
	struct pool *pool = pool_new();
	struct err err = ERR_INIT;
	int code = EXIT_DONE;

	json_set_alloc_funcs(mem_alloc, free);
	/* A pipe that closes early is an error to report. */
	signal(SIGPIPE, SIG_IGN);
	if (options_parse(groups, args, &set, &operands, pool, &err) != 0
	    || (operands.count && !set.help && err_set(&err, ERR_ARGUMENT,
	    "doctor takes no argument '%.*s'",
	    STR_ARG(operands.items[0])) != 0)) {
		print_error(&err);
		code = EXIT_USAGE;
	} else if (set.help) {
		print_help(self);
	} else if (set.profiles) {
		list_profiles(set.json);
	} else if (!look(set.json)) {
		code = EXIT_NOTHING_MADE;
	}
	pool_free(pool);
	return finish_output(code);
}

const struct command doctor_command = {
	.name = "doctor",
	.usage = "doctor [--profiles] [--json]",
	.summary = "what works here: sandbox, pictures, cache, libraries",
	.details =
	    "Tries what books are made with, and tells what works on this "
	    "machine, what it\nlacks and what that means. Exits with 1 if no "
	    "book can be made here.\n\n"
	    "  chapbook doctor\n"
	    "  chapbook doctor --profiles",
	.groups = groups,
	.run = doctor_run,
};
