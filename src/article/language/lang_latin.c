/* SPDX-License-Identifier: MIT */
/* Languages of the Latin script, by their commonest words. */
#include <string.h>
#include <utf8proc.h>

#include "article/language/lang_guess.h"
#include "base/text.h"

#define WORD_BYTES 24
#define SLOTS 2048u	/* a power of two, at least twice the words */

struct words {
	const char *tag;
	const char *list;	/* lower case */
};

static const struct words languages[] = {
	{ "en", "the of and to in that is was for it with as his on be at by "
	    "had not are but from or have an they which this you were has "
	    "their been will would who" },
	{ "fr", "le la les de des du et en un une est que qui dans pour pas "
	    "sur au aux avec ce cette ces il elle sont par plus ne se nous "
	    "vous ont été mais comme" },
	{ "de", "der die und das den von zu mit sich des auf für ist im dem "
	    "nicht ein eine als auch es an werden aus er hat dass sie nach "
	    "wird bei einer um am sind noch wie einem über" },
	{ "es", "de la que el en y a los se del las un por con no una su para "
	    "es al lo como más o pero sus le ha sí porque esta entre cuando "
	    "muy sin sobre también" },
	{ "pt", "de a o que e do da em um para com não uma os no se na por "
	    "mais as dos como mas ao ele das à seu sua ou quando muito nos "
	    "já também só pelo pela até isso" },
	{ "it", "di e il la che in a un per è una non sono del le si con da "
	    "della i gli dei nel alla anche come più ha ma al lo delle nella "
	    "questo essere" },
	{ "nl", "de en van het een in is dat op te zijn met voor niet aan er "
	    "om die als dan maar bij ook nog wordt door naar over uit heeft "
	    "hij werd deze" },
	{ "pl", "w i na z się nie do to że jest o od po jak za przez ale co "
	    "dla są oraz tym tego był przed który która ich może roku" },
	{ "tr", "ve bir bu da de için ile çok olarak olan daha gibi kadar en "
	    "ne değil ama sonra var her o olduğu tarafından ya" },
	{ "vi", "và của là có không được cho trong người các một những với "
	    "đã này khi để từ ra đến như về cũng tại nhiều sẽ" },
	{ "id", "yang dan di dengan untuk pada ini dari dalam itu tidak akan "
	    "adalah oleh juga tersebut ke karena sebagai dapat lebih atau "
	    "telah bisa mereka" },
	{ "sv", "och i att det som en på är av för med till den inte om har "
	    "de ett var men jag från så kan vi när eller" },
	{ "da", "og i at det er en til på som af for med den der de ikke har "
	    "et men om var vi jeg fra kan sig efter blev også" },
	{ "nb", "og i det er på som en til av for at med den ikke har et om "
	    "de var men jeg fra kan vi etter ble også seg" },
	{ "fi", "ja on ei se että oli ovat mutta hän kun myös tai niin joka "
	    "mitä jos sen olla hänen ovat vain kuin" },
	{ "cs", "a se v na je že s z do o i to k ve ale pro za by jako po "
	    "jsou byl tak jeho podle není které který" },
	{ "sk", "a sa v na je že s z do o i to k vo ale pre za by ako po sú "
	    "bol tak jeho podľa nie ktoré ktorý" },
	{ "hu", "a az és hogy nem is egy van meg csak ez de volt el már mint "
	    "még ha vagy ki azt" },
	{ "ro", "și în de la a cu pe nu că este un o pentru din mai care sunt "
	    "fi au ce prin se după" },
	{ "ca", "de la i el que en a els les del per un amb no una és al es "
	    "més com dels també són aquest però" },
	{ "hr", "i u je da se na su za od to ne s o a kao koji ali iz bi što "
	    "samo nije bio će te sve" },
	{ "sl", "in je da se na so za ki pa v ne z s o tudi kot bi ali še po "
	    "pri iz ni bil" },
};

#define LANGUAGES (sizeof(languages) / sizeof(*languages))

/* Words and the languages they are of, one bit each. */
struct slot {
	struct str word;
	uint32_t mask;
};

static struct slot *
find_slot(struct slot *slots, struct str word)
{
	uint32_t hash = 2166136261u;

	for (size_t i = 0; i < word.len; i++)
		hash = (hash ^ (unsigned char)word.p[i]) * 16777619u;
	for (;; hash++) {
		struct slot *slot = &slots[hash & (SLOTS - 1)];

		if (!slot->mask || str_eq(slot->word, word))
			return slot;
	}
}

static void
fill_slots(struct slot *slots)
{
	memset(slots, 0, SLOTS * sizeof(*slots));
	for (size_t i = 0; i < LANGUAGES; i++) {
		struct str rest = str_of(languages[i].list), word;

		while (str_next(&rest, ' ', &word)) {
			struct slot *slot = find_slot(slots, word);

			slot->word = word;
			slot->mask |= 1u << i;
		}
	}
}

static bool
is_letter(uint32_t c)
{
	if (c < 0x80)
		return ascii_alpha((int)c);
	return (c >= 0xc0 && c <= 0x24f && c != 0xd7 && c != 0xf7)
		|| (c >= 0x300 && c <= 0x36f) || (c >= 0x1e00 && c <= 0x1eff);
}

static void
put_lower(uint32_t c, struct buf *word)
{
	if (c < 0x80)
		buf_addc(word, (char)ascii_lower((int)c));
	else
		text_put(word, (uint32_t)utf8proc_tolower((utf8proc_int32_t)c));
}

/* A word of few languages says more than one of many. */
static void
score_word(struct slot *slots, struct str word, size_t scores[LANGUAGES])
{
	uint32_t mask = find_slot(slots, word)->mask;
	unsigned of = (unsigned)__builtin_popcount(mask);

	for (size_t i = 0; mask >> i; i++)
		if (mask >> i & 1)
			scores[i] += 12 / of;
}

static size_t
score_words(struct str text, size_t scores[LANGUAGES])
{
	struct slot slots[SLOTS];
	struct buf word = BUF_INIT;
	size_t at = 0, words = 0;
	uint32_t c;

	fill_slots(slots);
	do {
		c = text_next(text, &at);
		if (c != UINT32_MAX && is_letter(c)) {
			if (word.len < WORD_BYTES)
				put_lower(c, &word);
			continue;
		}
		if (word.len) {
			score_word(slots, buf_str(&word), scores);
			words++;
		}
		buf_clear(&word);
	} while (c != UINT32_MAX);
	buf_release(&word);
	return words;
}

const char *
lang_guess_latin(struct str text)
{
	size_t scores[LANGUAGES] = { 0 }, best = 0, second = 0;
	size_t words = score_words(text, scores);

	for (size_t i = 1; i < LANGUAGES; i++)
		if (scores[i] > scores[best])
			best = i;
	for (size_t i = 0; i < LANGUAGES; i++)
		if (i != best && scores[i] > second)
			second = scores[i];
	/* At least one common word in twelve, and a lead. */
	if (scores[best] < 12 || scores[best] < words
	    || scores[best] == second)
		return "und";
	return languages[best].tag;
}
