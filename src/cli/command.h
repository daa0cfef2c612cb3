/* SPDX-License-Identifier: MIT */
/*
 * Commands as data: main.c has the table, each command a file of its own.
 */
#ifndef CHAPBOOK_COMMAND_H
#define CHAPBOOK_COMMAND_H

#include "cli/options.h"

enum exit_code {
	EXIT_DONE = 0,
	EXIT_NOTHING_MADE = 1,
	EXIT_USAGE = 2,
	EXIT_NO_MATCH = 3,
	EXIT_WITH_FAULTS = 4,	/* only under --strict */
	EXIT_NO_SANDBOX = 69,	/* EX_UNAVAILABLE */
	EXIT_LOCKED = 75,	/* EX_TEMPFAIL */
	EXIT_SIGNALLED = 128	/* and the signal's number, as a shell says */
};

struct command {
	const char *name;
	const char *usage;	/* "build [options] SOURCE..." */
	const char *summary;	/* one line */
	const char *details;	/* paragraphs and examples for --help */
	const struct option_group *const *groups;	/* NULL-terminated */
	int (*run)(const struct command *self, char **args);
};

extern const struct command build_command, show_command, list_command,
    cache_command, doctor_command;

/* Prints "chapbook: message" with untrusted bytes escaped. */
void print_error(const struct err *err);
/* The exit code that goes with an error. */
int exit_code_of(const struct err *err);
/* Prints the help of one command. */
void print_help(const struct command *command);
/* Flushes standard output. That its reader has left is no error. */
int flush_output(struct err *err);
/* The same; code, or EXIT_NOTHING_MADE with a message. */
int finish_output(int code);

#endif
