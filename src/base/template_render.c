/* SPDX-License-Identifier: MIT */
#include "base/limits.h"
#include "base/template_program.h"
#include "base/text.h"

/* The values that names are looked up in, innermost first. */
struct scope {
	const struct values *values;
	const struct scope *outer;
};

struct render {
	const struct templates *set;
	struct buf *out;
	size_t before;		/* what out held at the start */
	unsigned long *steps;	/* taken so far */
	struct err *err;
};

static int
fail(const struct render *r, const struct template *t, const struct op *op,
    const char *what)
{
	return err_set(r->err, ERR_FORMAT, "%.*s:%u: %s '%.*s'",
	    STR_ARG(t->shown), op->line, what, STR_ARG(op->text));
}

static const struct value *
look_up(const struct scope *scope, const struct op *op)
{
	for (; scope; scope = scope->outer) {
		const struct value *val = values_find(scope->values, op->text,
		    op->hash);

		if (val)
			return val;
	}
	return NULL;
}

/* In NFC, as checkers want what stands in a book. */
static void
put_text(struct str text, struct buf *out)
{
	struct buf nfc = BUF_INIT;

	if (str_is_ascii(text)) {
		text_xml(text, out);
		return;
	}
	text_nfc(text, &nfc);
	text_xml(buf_str(&nfc), out);
	buf_release(&nfc);
}

static int
put_value(const struct render *r, const struct template *t,
    const struct op *op, const struct value *val)
{
	enum value_kind want = VALUE_TEXT;

	if (op->kind == OP_MARKUP)
		want = VALUE_MARKUP;
	if (val->kind != want) {
		if (want == VALUE_MARKUP)
			return fail(r, t, op, "not markup, so no {{{}}} for");
		if (val->kind == VALUE_MARKUP)
			return fail(r, t, op, "markup needs {{{}}}:");
		return fail(r, t, op, "neither text nor number:");
	}
	if (want == VALUE_MARKUP)
		buf_addstr(r->out, val->u.text);
	else
		put_text(val->u.text, r->out);
	return 0;
}

/*
 * A list in itself, over and over, is quickly more than any machine can do.
 */
static int
take_step(const struct render *r, const struct template *t,
    const struct op *op)
{
	if (++*r->steps <= LIMIT_TEMPLATE_STEPS
	    && r->out->len - r->before <= LIMIT_REPLY_BYTES)
		return 0;
	return err_set(r->err, ERR_LIMIT, "%.*s:%u: makes too much",
	    STR_ARG(t->shown), op->line);
}

/*
 * Recursion is bounded: templates_load() refused sections and includes that
 * nest deeper than base/limits.h allows.
 */
static int render_ops(const struct render *r, const struct template *t,
    size_t from, size_t to, const struct scope *scope);

static int
render_section(const struct render *r, const struct template *t, size_t at,
    const struct value *val, const struct scope *scope)
{
	const struct op *op = &t->ops[at];
	const struct values *item;

	if (val->truth != (op->kind == OP_SECTION))
		return 0;
	if (op->kind == OP_INVERTED || val->kind != VALUE_LIST)
		return render_ops(r, t, at + 1, op->next, scope);
	for (item = val->u.list.first; item; item = item->next) {
		struct scope inner = { item, scope };

		if (render_ops(r, t, at + 1, op->next, &inner))
			return -1;
	}
	return 0;
}

static int
render_ops(const struct render *r, const struct template *t, size_t from,
    size_t to, const struct scope *scope)
{
	size_t at = from;

	while (at < to) {
		const struct op *op = &t->ops[at];
		const struct template *inner;
		const struct value *val;

		if (take_step(r, t, op))
			return -1;
		if (op->kind == OP_TEXT) {
			buf_addstr(r->out, op->text);
			at++;
			continue;
		}
		if (op->kind == OP_INCLUDE) {
			inner = templates_at(r->set, op->next);
			if (render_ops(r, inner, 0, inner->op_count, scope))
				return -1;
			at++;
			continue;
		}
		val = look_up(scope, op);
		if (!val)
			return fail(r, t, op, "unknown name");
		if (op->kind == OP_SECTION || op->kind == OP_INVERTED) {
			if (render_section(r, t, at, val, scope))
				return -1;
			at = op->next;
			continue;
		}
		if (put_value(r, t, op, val))
			return -1;
		at++;
	}
	return 0;
}

int
template_render(const struct templates *set, const char *file,
    const struct values *v, struct buf *out, struct err *err)
{
	unsigned long steps = 0;
	const struct render r = { set, out, out->len, &steps, err };
	const struct template *t = templates_find(set, str_of(file));
	const struct scope scope = { v, NULL };

	if (!t)
		return err_set(err, ERR_ARGUMENT, "no template '%s'", file);
	if (!render_ops(&r, t, 0, t->op_count, &scope))
		return 0;
	buf_truncate(out, r.before);
	return -1;
}
