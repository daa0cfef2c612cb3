/* SPDX-License-Identifier: MIT */
#include "article/metadata/rules_parts.h"

#include <libxml/xmlerror.h>
#include <stdlib.h>

#include "base/limits.h"
#include "base/mem.h"
#include "base/url.h"

struct rules {
	struct pool *pool;
	struct rule *first, **end;
	xmlXPathContext *context;	/* for compiling */
};

struct rules *
rules_new(void)
{
	struct rules *rules = mem_zalloc(sizeof(*rules));

	rules->pool = pool_new();
	rules->end = &rules->first;
	return rules;
}

void
rules_free(struct rules *rules)
{
	if (!rules)
		return;
	for (struct rule *rule = rules->first; rule; rule = rule->next)
		for (size_t i = 0; i < RULE_FIELDS; i++)
			for (struct expression *e = rule->expressions[i]; e;
			    e = e->next)
				xmlXPathFreeCompExpr(e->compiled);
	xmlXPathFreeContext(rules->context);
	pool_free(rules->pool);
	free(rules);
}

const char *
rule_field_name(enum rule_field field)
{
	static const char *const names[] = {
		"title", "body", "date", "authors", "tags", "lead", "remove"
	};

	return names[field];
}

struct rule *
rules_add(struct rules *rules, struct str name)
{
	struct rule *rule = pool_alloc(rules->pool, sizeof(*rule));

	rule->name = pool_str(rules->pool, name);
	*rules->end = rule;
	rules->end = &rule->next;
	return rule;
}

struct str
rule_name(const struct rule *rule)
{
	return rule->name;
}

static void
add_glob(struct rules *rules, struct glob **list, struct str text)
{
	struct glob *glob = pool_alloc(rules->pool, sizeof(*glob));

	glob->text = pool_str(rules->pool, text);
	glob->next = *list;
	*list = glob;
}

void
rule_add_host(struct rules *rules, struct rule *rule, struct str glob)
{
	add_glob(rules, &rule->hosts, glob);
}

void
rule_add_path(struct rules *rules, struct rule *rule, struct str glob)
{
	add_glob(rules, &rule->paths, glob);
}

bool
rules_empty(const struct rules *rules)
{
	return !rules->first;
}

const char *
xpath_problem(int code)
{
	static const char *const problems[] = {
		[XPATH_NUMBER_ERROR] = "a malformed number",
		[XPATH_UNFINISHED_LITERAL_ERROR] = "a quote is not closed",
		[XPATH_START_LITERAL_ERROR] = "a string was expected",
		[XPATH_VARIABLE_REF_ERROR] = "there are no variables",
		[XPATH_UNDEF_VARIABLE_ERROR] = "there are no variables",
		[XPATH_INVALID_PREDICATE_ERROR] = "a malformed predicate",
		[XPATH_EXPR_ERROR] = "a malformed expression",
		[XPATH_UNCLOSED_ERROR] = "a bracket is not closed",
		[XPATH_UNKNOWN_FUNC_ERROR] = "no such function in XPath 1.0",
		[XPATH_INVALID_OPERAND] = "a wrong operand",
		[XPATH_INVALID_TYPE] = "a value of the wrong type",
		[XPATH_INVALID_ARITY] = "a wrong number of arguments",
		[XPATH_UNDEF_PREFIX_ERROR] = "there are no prefixes",
		[XPATH_INVALID_CHAR_ERROR] = "a character that XML has not",
		[XPATH_FORBID_VARIABLE_ERROR] = "there are no variables",
		[XPATH_OP_LIMIT_EXCEEDED] = "too much work",
		[XPATH_RECURSION_LIMIT_EXCEEDED] = "too deep"
	};

	code -= XML_XPATH_EXPRESSION_OK;
	if (code <= 0 || (size_t)code >= ARRAY_COUNT(problems)
	    || !problems[code])
		return "a malformed expression";
	return problems[code];
}

struct fault {
	int code, at;	/* at: bytes from the start, or -1 */
};

static void
note_fault(void *arg, xmlErrorPtr error)
{
	struct fault *fault = arg;

	if (fault->code)
		return;
	fault->code = error->code;
	fault->at = error->int1;
}

static bool
is_name_byte(char c)
{
	return ascii_alpha(c) || ascii_digit(c) || c == '-' || c == '_'
		|| c == '.' || (unsigned char)c >= 0x80;
}

/* Of XPath 1.0, section 4; node tests; and operators before a bracket. */
static bool
may_stand_before_bracket(struct str name)
{
	static const char *const names[] = {
		"last", "position", "count", "id", "local-name",
		"namespace-uri", "name", "string", "concat", "starts-with",
		"contains", "substring-before", "substring-after",
		"substring", "string-length", "normalize-space", "translate",
		"boolean", "not", "true", "false", "lang", "number", "sum",
		"floor", "ceiling", "round", "text", "node", "comment",
		"processing-instruction", "and", "or", "div", "mod"
	};

	for (size_t i = 0; i < ARRAY_COUNT(names); i++)
		if (str_eq(name, str_of(names[i])))
			return true;
	return false;
}

/*
 * The libraries look functions up only when they call them, on some page or
 * other; ends-with(), which XPath 1.0 has not, is to be found out before.
 */
static bool
find_unknown_function(struct str s, struct str *name)
{
	size_t i = 0;

	while (i < s.len) {
		size_t start = i;

		if (s.p[i] == '"' || s.p[i] == '\'') {
			size_t end = str_chr(str_sub(s, i + 1, s.len), s.p[i]);

			i = end == STR_NONE ? s.len : i + end + 2;
			continue;
		}
		while (i < s.len && is_name_byte(s.p[i]))
			i++;
		*name = str_sub(s, start, i);
		while (i < s.len && ascii_space(s.p[i]))
			i++;
		if (name->len && i < s.len && s.p[i] == '('
		    && !may_stand_before_bracket(*name))
			return true;
		i += i == start;
	}
	return false;
}

static xmlXPathContext *
compiling_context(struct rules *rules)
{
	if (!rules->context) {
		rules->context = xmlXPathNewContext(NULL);
		if (rules->context) {
			rules->context->flags = XML_XPATH_CHECKNS
				| XML_XPATH_NOVAR;
			rules->context->opLimit = LIMIT_XPATH_STEPS;
			rules->context->error = note_fault;
		}
	}
	return rules->context;
}

/* xpath ends with a NUL. */
static int
compile(struct rules *rules, struct str xpath, xmlXPathCompExpr **out,
    struct err *err)
{
	xmlXPathContext *context = compiling_context(rules);
	struct fault fault = { 0, -1 };
	struct str name;

	if (!context)
		return err_set(err, ERR_LIBRARY, "libxml2 has no memory");
	context->userData = &fault;
	context->opCount = 0;
	*out = xmlXPathCtxtCompile(context, (const xmlChar *)xpath.p);
	context->userData = NULL;
	if (!*out)
		return err_set(err, ERR_FORMAT, "%s, at byte %d",
		    xpath_problem(fault.code), fault.at + 1);
	if (!find_unknown_function(xpath, &name))
		return 0;
	xmlXPathFreeCompExpr(*out);
	return err_set(err, ERR_FORMAT, "'%.*s' is no function of XPath 1.0",
	    STR_ARG(name));
}

int
rule_add_xpath(struct rules *rules, struct rule *rule, enum rule_field field,
    struct str xpath, struct err *err)
{
	struct expression **end = &rule->expressions[field];
	struct str text = pool_str(rules->pool, xpath);
	xmlXPathCompExpr *compiled = NULL;

	if (xpath.len > LIMIT_XPATH_BYTES)
		return err_set(err, ERR_LIMIT, "longer than %zu bytes",
		    LIMIT_XPATH_BYTES);
	if (compile(rules, text, &compiled, err))
		return -1;
	while (*end)
		end = &(*end)->next;
	*end = pool_alloc(rules->pool, sizeof(**end));
	(*end)->compiled = compiled;
	(*end)->text = text;
	return 0;
}

/*
 * Goes back to the last star only, so that the work is at most the product
 * of both lengths.
 */
static bool
glob_matches(struct str glob, struct str s)
{
	size_t g = 0, i = 0, star = STR_NONE, from = 0;

	while (i < s.len) {
		if (g < glob.len && glob.p[g] == '*') {
			star = g++;
			from = i;
		} else if (g < glob.len && (glob.p[g] == '?'
		    || ascii_lower((unsigned char)glob.p[g])
		    == ascii_lower((unsigned char)s.p[i]))) {
			g++;
			i++;
		} else if (star != STR_NONE) {
			g = star + 1;
			i = ++from;
		} else {
			return false;
		}
	}
	while (g < glob.len && glob.p[g] == '*')
		g++;
	return g == glob.len;
}

static struct str
without_slash(struct str path)
{
	return str_starts(path, STR("/")) ? str_sub(path, 1, path.len) : path;
}

static bool
any_matches(const struct glob *globs, struct str s, bool is_path)
{
	for (; globs; globs = globs->next)
		if (is_path ? glob_matches(without_slash(globs->text),
		    without_slash(s)) : glob_matches(globs->text, s))
			return true;
	return false;
}

static bool
rule_matches(const struct rule *rule, struct str url, struct str path)
{
	if (rule->hosts)
		return url.len && any_matches(rule->hosts, url_host(url),
		    false) && (!rule->paths || any_matches(rule->paths,
		    url_path(url), true));
	return (url.len && any_matches(rule->paths, url_path(url), true))
		|| (path.len && any_matches(rule->paths, path, true));
}

const struct rule *
rules_find(const struct rules *rules, struct str url, struct str path)
{
	for (const struct rule *rule = rules->first; rule; rule = rule->next)
		if (rule_matches(rule, url, path))
			return rule;
	return NULL;
}
