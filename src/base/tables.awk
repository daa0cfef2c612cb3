# SPDX-License-Identifier: MIT
#
# Makes C tables of the rows in assets/words and assets/tables when the
# program is built; base/words.h looks things up in them.
#
#	awk -f tables.awk -v header=1 FILE... > tables/NAME.h
#	awk -f tables.awk FILE... > tables/NAME.c
#
# NAME is that of the first file, or given by -v name=NAME; the locale must be
# one of bytes, LC_ALL=C.
#
# A file has one entry in a line; empty lines
# and lines that start with "#" say nothing. What starts with "@" declares:
#
#	@table NAME COMPARED [COLUMN:TYPE ...]
#		A table, WORDS_NAME in C, whose rows follow. Its keys are
#		compared by bytes ("exact"), without the case of ASCII
#		letters ("nocase"), or so that letters of either case find
#		them, but stand here as small ones ("lower"). Or they stay
#		in this order and are read one by one ("listed").
#	@files NAME
#		A list of the files with rows of "files" columns: see there.
#	@include "HEADER"
#		Where the symbols of a column are declared.
#	[NAME]	More rows of a table that is declared elsewhere.
#
# A table without columns has a key in a line. Otherwise cells are parted by
# "|": the key, and for each column a value of its TYPE:
#
#	text	bytes
#	points	characters by their numbers: "U+2260 U+338"
#	number	an integer
#	files	nothing: it is in which files the row stands, as bits that are
#		numbered by the list of @files
#	PREFIX_	names that are constants in C: with DIALECT_, "hugo, zola" is
#		DIALECT_HUGO | DIALECT_ZOLA and "-" is 0
#
# A cell in double quotes keeps spaces and signs that mean something here.
# The same row may stand in two files, since languages share words, but once
# in each. Whatever is wrong stops the build.

function fail(why) {
	printf "%s:%d: %s\n", FILENAME, FNR, why > "/dev/stderr"
	failed = 1
	return ""
}

function trim(s) {
	sub(/^ +/, "", s)
	sub(/ +$/, "", s)
	return s
}

# UTF-8 without controls (Unicode 15, table 3-7).
function is_text(s,   i, n, c, low, high, more) {
	n = length(s)
	for (i = 1; i <= n; i++) {
		c = ord[substr(s, i, 1)]
		if (more) {
			if (c < low || c > high)
				return 0
			low = 128
			high = 191
			more--
			continue
		}
		if (c < 32 || (c >= 127 && c < 194) || c > 244)
			return 0
		if (c < 128)
			continue
		more = c < 224 ? 1 : c < 240 ? 2 : 3
		low = c == 224 ? 160 : c == 240 ? 144 : 128
		high = c == 237 ? 159 : c == 244 ? 143 : 191
	}
	return !more
}

function utf8(c) {
	if (c < 128)
		return sprintf("%c", c)
	if (c < 2048)
		return sprintf("%c%c", 192 + int(c / 64), 128 + c % 64)
	if (c < 65536)
		return sprintf("%c%c%c", 224 + int(c / 4096), \
			128 + int(c / 64) % 64, 128 + c % 64)
	return sprintf("%c%c%c%c", 240 + int(c / 262144), \
		128 + int(c / 4096) % 64, 128 + int(c / 64) % 64, 128 + c % 64)
}

function hex(s,   i, n) {
	for (i = 1; i <= length(s); i++)
		n = n * 16 + index("123456789abcdef", tolower(substr(s, i, 1)))
	return n + 0
}

function points(cell,   parts, n, i, c, text) {
	n = split(cell, parts, / +/)
	for (i = 1; i <= n; i++) {
		c = substr(parts[i], 3)
		if (parts[i] !~ /^U\+[0-9A-Fa-f]+$/ || length(c) > 6 \
			|| hex(c) > 1114111 || int(hex(c) / 2048) == 27)
			return fail("'" parts[i] "' is not a character like U+2260")
		text = text utf8(hex(c))
	}
	return text
}

function symbols(cell, prefix,   parts, n, i, s, all) {
	if (cell == "-")
		return "0"
	n = split(cell, parts, / *, */)
	for (i = 1; i <= n; i++) {
		s = toupper(parts[i])
		gsub(/[-. ]/, "_", s)
		if (s !~ /^[A-Z0-9_]+$/)
			return fail("'" parts[i] "' is not a name")
		all = all (all == "" ? "" : " | ") prefix s
	}
	return all
}

function value(cell, type) {
	if (type == "text")
		return unquote(cell)
	if (type == "points")
		return points(cell)
	if (type == "files")
		return cell
	if (type != "number")
		return symbols(cell, type)
	if (cell !~ /^-?[0-9]+$/)
		return fail("'" cell "' is not a number")
	return cell
}

# Cells of the row in cell[1..]; returns how many.
function cut(row,   n, at) {
	for (n = 1; match(row, /^ *("[^"]*" *)?[^|]*\|/); n++) {
		at = RLENGTH
		cell[n] = trim(substr(row, 1, at - 1))
		row = substr(row, at + 1)
	}
	cell[n] = trim(row)
	return n
}

function unquote(s) {
	return s ~ /^".*"$/ && length(s) > 1 ? substr(s, 2, length(s) - 2) : s
}

# The number of the file that is read, as a bit.
function file_bit(   name) {
	if (!(FILENAME in bit_of)) {
		name = FILENAME
		sub(/.*\//, "", name)
		sub(/\..*/, "", name)
		if (bits == 31)
			fail("more than 31 files")
		bit_of[FILENAME] = 2 ^ bits
		keys[files, ++bits] = name
		count[files] = bits
	}
	return bit_of[FILENAME]
}

function add_row(row,   n, i, key, all, id) {
	if (table == "")
		return fail("a row before any [table]")
	n = columns[table] && type[table, 1] != "files" ? cut(row) : 1
	if (n == 1 && columns[table] <= 1)
		cell[1] = row
	if (type[table, 1] == "files")
		cell[++n] = file_bit()
	if (n != columns[table] + 1)
		return fail(n " cells, but '" table "' has " columns[table] + 1)
	key = unquote(cell[1])
	if (key == "")
		return fail("an empty key")
	if (compared[table] == "lower" && key != tolower(key))
		return fail("'" key "' has capital letters")
	if (compared[table] == "nocase")
		key = tolower(key)
	for (i = 1; i < n; i++)
		all = all SUBSEP (cell[i + 1] = value(cell[i + 1], type[table, i]))
	id = table SUBSEP key
	if (id in rows && type[table, 1] == "files" && file[id] != FILENAME) {
		file[id] = FILENAME
		cells[id, 1] += cell[2]
		return
	}
	if (id in rows && (file[id] == FILENAME || rows[id] != all))
		return fail("'" key "' is in " file[id] ":" line[id] \
			(file[id] == FILENAME ? " already" : " as something else"))
	file[id] = FILENAME
	line[id] = FNR
	if (id in rows)
		return
	rows[id] = all
	keys[table, ++count[table]] = key
	for (i = 1; i < n; i++)
		cells[id, i] = cell[i + 1]
}

function declare(words, n,   i, pair) {
	table = words[2]
	if (n < 3 || table !~ /^[a-z][a-z0-9_]*$/)
		return fail("not '@table name exact|nocase|lower|listed'")
	if (table in compared)
		return fail("table '" table "' is declared already")
	if (words[3] !~ /^(exact|nocase|lower|listed)$/)
		fail("unknown comparison '" words[3] "'")
	tables[++table_count] = table
	compared[table] = words[3]
	columns[table] = n - 3
	count[table] = 0
	for (i = 4; i <= n; i++) {
		if (split(words[i], pair, ":") != 2 || pair[1] !~ /^[a-z_]+$/ \
			|| pair[2] !~ /^(text|points|number|files|[A-Z][A-Z0-9_]*_)$/)
			fail("unknown column '" words[i] "'")
		column[table, i - 3] = pair[1]
		type[table, i - 3] = pair[2]
	}
}

# The part of a C string that stands for s.
function quoted(s,   i, c, out) {
	for (i = 1; i <= length(s); i++) {
		c = substr(s, i, 1)
		if (ord[c] < 32 || c == "\"" || c == "\\" || c == "?" \
			|| ord[c] == 127)
			c = sprintf("\\%03o", ord[c])
		out = out c
	}
	return "\"" out "\""
}

# Insertion: files are mostly in order.
function sort_keys(t,   i, j, key) {
	for (i = 2; i <= count[t]; i++) {
		key = keys[t, i] ""
		for (j = i - 1; j > 0 && keys[t, j] "" > key; j--)
			keys[t, j + 1] = keys[t, j]
		keys[t, j + 1] = key
	}
}

function put_list(what, name, list, n,   i, row, out) {
	out = "static const " what " " name "[] = {\n"
	for (i = 1; i <= n; i++) {
		if (row != "" && length(row) + length(list[i]) > 70) {
			out = out "\t" row "\n"
			row = ""
		}
		row = row (row == "" ? "" : " ") list[i] (i < n ? "," : "")
	}
	printf "%s\t%s\n};\n", out, row
}

# Texts one after another, and where each starts.
function put_texts(name, list, n,   i, at, starts) {
	printf "static const char %s_text[] =\n", name
	at = 0
	for (i = 1; i <= n; i++) {
		starts[i] = at
		at += length(list[i])
		printf "\t%s%s\n", quoted(list[i]), (i < n ? "" : ";")
	}
	if (!n)
		print "\t\"\";"
	starts[n + 1] = at
	if (at > 65535)
		fail("table '" name "' has more than 65,535 bytes")
	put_list("uint16_t", name "_at", starts, n + 1)
}

# For each key the longest that it starts with, by number from 1.
function put_shorter(t, list, n,   i, j, shorter) {
	for (i = 1; i <= n; i++) {
		for (j = i - 1; j > 0; j = shorter[j])
			if (substr(list[i], 1, length(list[j])) == list[j] "")
				break
		shorter[i] = j
	}
	put_list("uint16_t", t "_shorter", shorter, n)
}

# Which bytes keys start with, as bits.
function first_bytes(list, n,   i, c, seen, word, bit, bits, out) {
	for (i = 1; i <= n; i++)
		seen[ord[substr(list[i], 1, 1)]] = 1
	for (word = 0; word < 8; word++) {
		bits = 0
		for (bit = 31; bit >= 0; bit--)
			bits = bits * 2 + ((word * 32 + bit) in seen)
		out = out (word ? ", " : "") sprintf("0x%04x%04x", \
			int(bits / 65536), bits % 65536)
	}
	return out
}

function put_column(t, i,   j, list) {
	for (j = 1; j <= count[t]; j++)
		list[j] = cells[t, keys[t, j], i]
	if (type[t, i] ~ /^(text|points)$/) {
		put_texts(t "_" column[t, i], list, count[t])
		return "NULL, " t "_" column[t, i] "_text, " t "_" column[t, i] "_at"
	}
	put_list("int", t "_" column[t, i], list, count[t])
	return t "_" column[t, i] ", NULL, NULL"
}

function put_table(t,   i, list, parts) {
	if (compared[t] != "listed")
		sort_keys(t)
	for (i = 1; i <= count[t]; i++)
		list[i] = keys[t, i]
	print ""
	put_texts(t, list, count[t])
	if (!count[t])
		list[1] = 0
	put_shorter(t, list, count[t] ? count[t] : 1)
	for (i = 1; i <= columns[t]; i++)
		parts[i] = put_column(t, i)
	if (columns[t]) {
		printf "static const struct words_column %s_columns[] = {\n", t
		for (i = 1; i <= columns[t]; i++)
			printf "\t{ %s }%s\n", parts[i], (i < columns[t] ? "," : "")
		print "};"
	}
	printf "const struct words WORDS_%s = {\n\t%s_text, %s_at, %s_shorter," \
		" %s,\n\t%d, %s,\n\t{ %s }\n};\n", toupper(t), t, t, t, \
		(columns[t] ? t "_columns" : "NULL"), count[t], \
		(compared[t] ~ /^(exact|listed)$/ ? "false" : "true"), \
		first_bytes(list, compared[t] == "listed" ? 0 : count[t])
}

function put_header(   i, j, t, guard) {
	guard = "CHAPBOOK_TABLES_" toupper(name) "_H"
	printf "#ifndef %s\n#define %s\n\n#include \"base/words.h\"\n\n", \
		guard, guard
	for (i = 1; i <= table_count; i++) {
		t = tables[i]
		printf "extern const struct words WORDS_%s;\n", toupper(t)
		for (j = 1; j <= columns[t]; j++)
			printf "#define WORDS_%s_%s %d\n", toupper(t), \
				toupper(column[t, j]), j - 1
	}
	print "\n#endif"
}

BEGIN {
	for (i = 1; i < 256; i++)
		ord[sprintf("%c", i)] = i
	if (name == "") {
		name = ARGV[1]
		sub(/.*\//, "", name)
	}
	sub(/\..*/, "", name)
	gsub(/[^A-Za-z0-9]/, "_", name)
}

FNR == 1 { table = "" }

!is_text($0) { fail("not UTF-8, or a control character"); next }

/^ *(#|$)/ { next }

/^@table / { declare(word, split($0, word, / +/)); next }

/^@files / {
	files = $2
	declare(word, split("@table " $2 " listed", word, / /))
	table = ""
	next
}

/^@include "[^"]+"$/ { includes = includes "#" substr($0, 2) "\n"; next }

/^@/ { fail("unknown '" $1 "'"); next }

/^\[.*\]$/ {
	table = substr($0, 2, length($0) - 2)
	if (!(table in compared)) {
		fail("no table '" table "'")
		table = "none"
		columns[table] = 0
	}
	next
}

header { next }

{ add_row(trim($0)) }

END {
	if (failed)
		exit 1
	if (header) {
		put_header()
		exit
	}
	printf "#include \"tables/%s.h\"\n\n#include <stddef.h>\n%s", name, includes
	for (i = 1; i <= table_count; i++)
		put_table(tables[i])
	exit failed
}
