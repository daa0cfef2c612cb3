/* SPDX-License-Identifier: MIT */
/* The command table. */
#include <stdio.h>
#include <stdlib.h>

#include "base/version.h"
#include "cli/command.h"

static const struct command *const commands[] = {
	&build_command,
	&show_command,
	&list_command,
};

#define COMMAND_COUNT (sizeof(commands) / sizeof(commands[0]))

static void
usage(FILE *out)
{
	fputs("usage: chapbook COMMAND [options] ...\n\n"
	    "Gathers articles, cleans and illustrates them, and binds them "
	    "into EPUB 3 books.\n\n", out);
	for (size_t i = 0; i < COMMAND_COUNT; i++)
		fprintf(out, "  %-8s %s\n", commands[i]->name,
		    commands[i]->summary);
	fputs("\n  chapbook COMMAND --help tells the options of a command\n"
	    "  chapbook --version\n", out);
}

static const struct command *
find_command(struct str name)
{
	for (size_t i = 0; i < COMMAND_COUNT; i++)
		if (str_eq(str_of(commands[i]->name), name))
			return commands[i];
	return NULL;
}

static int
help_about(char **args)
{
	const struct command *command = *args ? find_command(str_of(*args))
	                                      : NULL;

	if (command)
		print_help(command);
	else
		usage(stdout);
	return finish_output(EXIT_DONE);
}

int
main(int argc, char **argv)
{
	const struct command *command;
	struct err err = ERR_INIT;
	struct str name;

	if (argc < 2) {
		usage(stderr);
		return EXIT_USAGE;
	}
	name = str_of(argv[1]);
	command = find_command(name);
	if (command)
		return command->run(command, argv + 2);
	if (str_eq(name, STR("--help")) || str_eq(name, STR("-h"))
	    || str_eq(name, STR("help")))
		return help_about(argv + 2);
	if (str_eq(name, STR("--version"))) {
		puts("chapbook " VERSION);
		return finish_output(EXIT_DONE);
	}
	err_set(&err, ERR_ARGUMENT, "no command '%.*s'; there are build, show "
	    "and list (chapbook --help)", STR_ARG(name));
	print_error(&err);
	return EXIT_USAGE;
}
