/* SPDX-License-Identifier: MIT */
/*
 * What a hostile worker may write to its socket, and when. Each byte is an
 * action: its two high bits say which, the others how much. Every job is
 * answered at most once, and those that are not are still there at the end.
 */
#include <sys/socket.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/mem.h"
#include "worker/crew.h"
#include "fuzz.h"

enum { ACT_WRITE, ACT_GIVE, ACT_SEND, ACT_CLOSE };

struct bench {
	struct workers w;
	struct link *link;
	int worker;		/* the other end of its socket, or -1 */
	int zygote;
	size_t given, answered;
};

static int
never_run(void *prepared, struct str in, struct buf *out, struct err *err)
{
	(void)prepared;
	(void)in;
	(void)out;
	return err_set(err, ERR_ARGUMENT, "not here");
}

static void
take_answer(void *arg, const struct job_reply *reply)
{
	struct bench *b = arg;
	unsigned sum = 0;

	b->answered++;
	REQUIRE(reply->ok == (reply->err.kind == ERR_NONE));
	REQUIRE(reply->body.len <= LIMIT_REPLY_BYTES);
	for (size_t i = 0; i < reply->body.len; i++)
		sum += (unsigned char)reply->body.p[i];
	REQUIRE(sum <= reply->body.len * 255);
	REQUIRE(reply->err.kind <= ERR_EMPTY);
}

static void
drain(int fd)
{
	char bytes[4096];

	while (fd >= 0 && recv(fd, bytes, sizeof(bytes), MSG_DONTWAIT) > 0)
		;
}

static void
give(struct bench *b, size_t bytes)
{
	struct buf in = BUF_INIT;

	if (!link_takes(b->link))
		return;
	for (size_t i = 0; i < bytes; i++)
		buf_adds(&in, "0123456789");
	link_give(b->link, task_new(0, &in, take_answer, b));
	b->w.pending++;
	b->given++;
}

static void
begin(struct bench *b, const struct job_table *table)
{
	int worker[2], zygote[2];

	REQUIRE(!socketpair(AF_UNIX, SOCK_STREAM, 0, worker));
	REQUIRE(!socketpair(AF_UNIX, SOCK_SEQPACKET, 0, zygote));
	*b = (struct bench){ .w = { .table = table, .next_id = 2,
		.zygote.fd = zygote[0] }, .worker = worker[1],
		.zygote = zygote[1] };
	b->link = link_new(1, worker[0]);
	b->w.links = mem_grow(NULL, &b->w.cap, 1, sizeof(*b->w.links));
	b->w.links[b->w.count++] = b->link;
}

static void
act(struct bench *b, struct str *rest)
{
	unsigned byte = take_byte(rest), much = byte & 63;
	struct str bytes = str_sub(*rest, 0, much);

	switch (byte >> 6) {
	case ACT_WRITE:
		*rest = str_sub(*rest, bytes.len, rest->len);
		if (b->worker >= 0 && bytes.len)
			(void)!send(b->worker, bytes.p, bytes.len,
			    MSG_DONTWAIT | MSG_NOSIGNAL);
		break;
	case ACT_GIVE:
		give(b, much);
		return;
	case ACT_SEND:
		if (link_unsent(b->link))
			link_send(b->link);
		drain(b->worker);
		return;
	default:
		if (b->worker >= 0)
			close(b->worker);
		b->worker = -1;
	}
	if (b->link->fd >= 0)
		crew_hear(&b->w, b->link);
}

/* The worker is dead: what becomes of its jobs? */
static void
end(struct bench *b)
{
	link_close(b->link);
	b->link->reaped = true;
	crew_judge(&b->w);
	REQUIRE(!b->w.count);
	REQUIRE(b->answered + b->w.waiting.count + b->w.suspects.count
	    == b->given);
	REQUIRE(b->w.pending == b->given - b->answered);
	tasks_release(&b->w.waiting);
	tasks_release(&b->w.suspects);
	drain(b->zygote);
	close(b->zygote);
	close(b->w.zygote.fd);
	if (b->worker >= 0)
		close(b->worker);
	free(b->w.links);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
	static const struct job job = { .name = "x", .run = never_run,
		.cpu_s = 1, .wall_s = 1 };
	static const struct job *const jobs[] = { &job };
	static const struct job_table table = { jobs, 1 };
	struct str rest = { (const char *)data, bytes };
	struct bench b;

	begin(&b, &table);
	while (rest.len)
		act(&b, &rest);
	end(&b);
	return 0;
}
