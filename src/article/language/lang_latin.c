/* SPDX-License-Identifier: MIT */
/* Languages of the Latin script, by their commonest words and own letters. */
#include <string.h>
#include <utf8proc.h>

#include "article/language/lang_guess.h"
#include "base/text.h"

#define WORD_BYTES 24
/* What a common word counts, and a letter; divided among its languages. */
#define WORD 12
#define LETTER 6
#define SLOTS 2048u	/* a power of two, at least twice the words */

struct words {
	const char *tag;
	const char *list, *letters;	/* lower case; letters beyond ASCII */
};

static const struct words languages[] = {
	{ "en", "the of and to in that is was for it with as his on be at by "
	    "had not are but from or have an they which this you were has "
	    "their been will would who", "" },
	{ "fr", "le la les de des du et en un une est que qui dans pour pas "
	    "sur au aux avec ce cette ces il elle sont par plus ne se nous "
	    "vous ont été mais comme", "éèêëàâîïôûùçœ" },
	{ "de", "der die und das den von zu mit sich des auf für ist im dem "
	    "nicht ein eine als auch es an werden aus er hat dass sie nach "
	    "wird bei einer um am sind noch wie einem über", "äöüß" },
	{ "es", "de la que el en y a los se del las un por con no una su para "
	    "es al lo como más o pero sus le ha sí porque esta entre cuando "
	    "muy sin sobre también", "áéíóúñü" },
	{ "pt", "de a o que e do da em um para com não uma os no se na por "
	    "mais as dos como mas ao ele das à seu sua ou quando muito nos "
	    "já também só pelo pela até isso", "ãõáâàéêíóôúç" },
	{ "it", "di e il la che in a un per è una non sono del le si con da "
	    "della i gli dei nel alla anche come più ha ma al lo delle nella "
	    "questo essere", "àèéìòù" },
	{ "nl", "de en van het een in is dat op te zijn met voor niet aan er "
	    "om die als dan maar bij ook nog wordt door naar over uit heeft "
	    "hij werd deze", "ëï" },
	{ "pl", "w i na z się nie do to że jest o od po jak za przez ale co "
	    "dla są oraz tym tego był przed który która ich może roku",
	    "ąćęłńóśźż" },
	{ "tr", "ve bir bu da de için ile çok olarak olan daha gibi kadar en "
	    "ne değil ama sonra var her o olduğu tarafından ya", "çğıöşü" },
	{ "vi", "và của là có không được cho trong người các một những với đã "
	    "này khi để từ ra đến như về cũng tại nhiều sẽ",
	    "ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồ"
	    "ổỗộớờởỡợụủứừửữựỳỵỷỹ" },
	{ "id", "yang dan di dengan untuk pada ini dari dalam itu tidak akan "
	    "adalah oleh juga tersebut ke karena sebagai dapat lebih atau "
	    "telah bisa mereka", "" },
	{ "sv", "och i att det som en på är av för med till den inte om har "
	    "de ett var men jag från så kan vi när eller", "åäö" },
	{ "da", "og i at det er en til på som af for med den der de ikke har "
	    "et men om var vi jeg fra kan sig efter blev også", "æøå" },
	{ "nb", "og i det er på som en til av for at med den ikke har et om "
	    "de var men jeg fra kan vi etter ble også seg", "æøå" },
	{ "fi", "ja on ei se että oli ovat mutta hän kun myös tai niin joka "
	    "mitä jos sen olla hänen ovat vain kuin", "äö" },
	{ "cs", "a se v na je že s z do o i to k ve ale pro za by jako po "
	    "jsou byl tak jeho podle není které který", "áčďéěíňóřšťúůýž" },
	{ "sk", "a sa v na je že s z do o i to k vo ale pre za by ako po sú "
	    "bol tak jeho podľa nie ktoré ktorý", "áäčďéíĺľňóôŕšťúýž" },
	{ "hu", "a az és hogy nem is egy van meg csak ez de volt el már mint "
	    "még ha vagy ki azt", "áéíóöőúüű" },
	{ "ro", "și în de la a cu pe nu că este un o pentru din mai care sunt "
	    "fi au ce prin se după", "ăâîșțşţ" },
	{ "ca", "de la i el que en a els les del per un amb no una és al es "
	    "més com dels també són aquest però", "àèéíïòóúüç" },
	{ "hr", "i u je da se na su za od to ne s o a kao koji ali iz bi što "
	    "samo nije bio će te sve", "čćđšž" },
	{ "lt", "ir yra kad su iš bet kaip į tai ne ar jis buvo per po už nuo "
	    "apie tik dar prie taip jei gali", "ąčęėįšųūž" },
	{ "lv", "un ir ar no par uz ka kas bet tas nav pie vai pēc kā lai arī "
	    "to var ja tika šo", "āčēģīķļņšūž" },
	{ "et", "ja on ei et see ka oma kui mis või aga oli ning siis nii ta "
	    "seda kes ma oma", "äõöüšž" },
	{ "sq", "dhe të në e i me për nga një që është si nuk ka më por do",
	    "ëç" },
	{ "is", "og að í er á það við um til en ekki sem var með fyrir hann",
	    "áðéíóúýþæö" },
	{ "eu", "eta da ez dira bat du izan baina hau ere dela egin den zuen "
	    "dute", "ñ" },
	{ "tl", "ang ng sa mga na at ay si ito hindi para nang kung siya", "" },
	{ "sl", "in je da se na so za ki pa v ne z s o tudi kot bi ali še po "
	    "pri iz ni bil", "čšž" },
};

#define LANGUAGES (sizeof(languages) / sizeof(*languages))

#define MASKS (0x250u - 0xc0u + 0x100u)

/* The place of a letter beyond ASCII among masks, or MASKS. */
static size_t
mask_index(uint32_t c)
{
	if (c >= 0xc0 && c < 0x250)
		return c - 0xc0;
	if (c >= 0x1e00 && c < 0x1f00)
		return c - 0x1e00 + 0x250 - 0xc0;
	return MASKS;
}

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

static void
fill_masks(uint32_t masks[MASKS])
{
	memset(masks, 0, MASKS * sizeof(*masks));
	for (size_t i = 0; i < LANGUAGES; i++) {
		struct str letters = str_of(languages[i].letters);
		size_t at = 0;
		uint32_t c;

		while ((c = text_next(letters, &at)) != UINT32_MAX)
			masks[mask_index(c)] |= 1u << i;
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

/* What few languages have says more than what many have. */
static void
score(uint32_t mask, size_t weight, size_t scores[LANGUAGES])
{
	unsigned of = (unsigned)__builtin_popcount(mask);

	for (size_t i = 0; mask >> i; i++)
		if (mask >> i & 1)
			scores[i] += weight / of;
}

static uint32_t
lower(uint32_t c)
{
	return (uint32_t)(c < 0x80 ? ascii_lower((int)c)
	    : utf8proc_tolower((utf8proc_int32_t)c));
}

static size_t
score_text(struct str text, size_t scores[LANGUAGES])
{
	struct slot slots[SLOTS];
	uint32_t masks[MASKS], c;
	struct buf word = BUF_INIT;
	size_t at = 0, words = 0;

	fill_slots(slots);
	fill_masks(masks);
	do {
		c = text_next(text, &at);
		if (c != UINT32_MAX && is_letter(c)) {
			c = lower(c);
			if (word.len < WORD_BYTES)
				text_put(&word, c);
			if (mask_index(c) < MASKS)
				score(masks[mask_index(c)], LETTER, scores);
			continue;
		}
		if (word.len) {
			score(find_slot(slots, buf_str(&word))->mask, WORD,
			    scores);
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
	size_t words = score_text(text, scores);

	for (size_t i = 1; i < LANGUAGES; i++)
		if (scores[i] > scores[best])
			best = i;
	for (size_t i = 0; i < LANGUAGES; i++)
		if (i != best && scores[i] > second)
			second = scores[i];
	/* At least one common word in twelve, or as good as that, and a lead. */
	if (scores[best] < WORD || scores[best] < words
	    || scores[best] == second)
		return "und";
	return languages[best].tag;
}
