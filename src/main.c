/* SPDX-License-Identifier: MIT */
/* The command table. */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/version.h"
#include "cli/command.h"

static const struct command *const commands[] = {
	&build_command,
	&show_command,
	&list_command,
	&cache_command,
	&doctor_command,
};

#define COMMAND_COUNT ARRAY_COUNT(commands)

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
no_command(struct str name)
{
	const char *close = NULL;
	size_t cost = SIZE_MAX;
	struct err err = ERR_INIT;

	for (size_t i = 0; i < COMMAND_COUNT; i++)
		if (option_close(name, str_of(commands[i]->name), &cost))
			close = commands[i]->name;
	if (str_starts(name, STR("-"))) {
		/* Without its value, which may be a password. */
		name = str_sub(name, 0, str_chr(name, '='));
		err_set(&err, ERR_ARGUMENT, "'%.*s' before a command; "
		    "it comes first (chapbook --help)", STR_ARG(name));
	} else if (close) {
		err_set(&err, ERR_ARGUMENT, "no command '%.*s'; did you mean "
		    "'%s'?", STR_ARG(name), close);
	} else {
		err_set(&err, ERR_ARGUMENT, "no command '%.*s' (chapbook "
		    "--help tells which there are)", STR_ARG(name));
	}
	print_error(&err);
	return EXIT_USAGE;
}

static int
help_about(char **args)
{
	const struct command *command = NULL;

	if (*args && !(command = find_command(str_of(*args))))
		return no_command(str_of(*args));
	if (command)
		print_help(command);
	else
		usage(stdout);
	return finish_output(EXIT_DONE);
}

/*
 * Were one of them closed, a book would be opened in its place and have our
 * messages written into it. Opened the wrong way round, for use to fail.
 */
static void
fill_standard_descriptors(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0
		    && open("/dev/null", fd == STDIN_FILENO ? O_WRONLY
		    : O_RDONLY) < 0)
			exit(EXIT_NOTHING_MADE);
}

int
main(int argc, char **argv)
{
	const struct command *command;
	struct str name;

	mem_keep();
	fill_standard_descriptors();
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
	if (str_eq(name, STR("--version")) || str_eq(name, STR("-V"))
	    || str_eq(name, STR("version"))) {
		puts("chapbook " VERSION);
		return finish_output(EXIT_DONE);
	}
	return no_command(name);
}
