/* SPDX-License-Identifier: MIT */
/*
 * What decides here whether something is the article: so much text, so many
 * links, so near. Letters are those of node_letters(), of any script; bytes
 * are those of UTF-8, in which a letter takes one to four.
 *
 * tests/unit/test_extract_weights.c has an input on either side of each, and
 * tests/mutants changes each in turn. Where a comment says "Bounds work", the
 * constant only keeps a hostile page from costing much; where it says "Any
 * larger", another value does the same. Neither needs a test.
 */
#ifndef CHAPBOOK_EXTRACT_WEIGHTS_H
#define CHAPBOOK_EXTRACT_WEIGHTS_H

/*
 * The weight of an element's name times the letters in the element is its
 * score, so that weights matter as ratios. One that is certain wins over all
 * others whatever their text. Any larger weight would do the same.
 */
#define WEIGHT_CERTAIN		10
/* Named for the text itself: "entry-content" holds no list of others. */
#define WEIGHT_BODY_TEXT	8
/* Named for the whole of a post, which may hold more than its text. */
#define WEIGHT_POST		5
/* <article> and its like; a teaser on a front page is one, too. */
#define WEIGHT_ARTICLE		4
/* <main> and its like hold whatever a page is about. */
#define WEIGHT_MAIN		3
/* "content" may be anything in the middle of a page. */
#define WEIGHT_CONTENT		2
/* The page itself competes, so that a <main> around a teaser does not win. */
#define WEIGHT_PAGE		1
/* In Markdown, HTML is the exception: a part must be most of it. */
#define WEIGHT_MARKDOWN_PAGE	3

/* A picture is worth as many letters as a short caption. */
#define SCORE_PICTURE_LETTERS	30
/*
 * The outer of two elements has to be better by one part in so many: what it
 * has more is mostly no article.
 */
#define SCORE_OUTER_PART	10
/* A page of less text may well be a film, or a list of recordings. */
#define SCORE_FILM_LETTERS	300

/* A page without a title and with less than a sentence is no page. */
#define KIND_TEXT_LETTERS	30
/* A page in a folder of indexes is one of them unless it has a text. */
#define KIND_INDEX_LETTERS	400
/* One link or two are a reference; more may be a list. */
#define KIND_INDEX_LINKS	3
/* A page is a list of links if they are most of its text. */
#define KIND_INDEX_PERCENT	65
/* Two headings may lead to other parts of an article; three make a list. */
#define KIND_TEASERS		3
/* Of four headings in a list of teasers so many lead to other pages. */
#define KIND_TEASERS_OF_FOUR	3
/* A list may have an introduction; an article would go on for longer. */
#define KIND_INTRO_LETTERS_MAX	300
/* A teaser is the beginning of an article: no more after each heading. */
#define KIND_TEASER_LETTERS_MAX	1000
/* Shorter paragraphs may be labels, dates and buttons. */
#define KIND_PARAGRAPH_LETTERS	40
/* So much text in one run of paragraphs is an article whatever is around. */
#define KIND_PROSE_LETTERS	800
/* Templates begin with what a program is to fill in. */
#define KIND_TEMPLATE_BYTES	8192

/*
 * What is not the article has at most one part in so many of the text of the
 * page: a larger box is an article whose name says something else.
 */
#define CHROME_PART		3
/* A <header> or <footer> in an article, when it is more, is part of it. */
#define CHROME_HEADER_LETTERS	200

/* A longer line is prose, whatever it begins with. */
#define LINE_BYTES_MAX		4096
/* "Share this page by its link or code:" is not longer. */
#define LABEL_BYTES_MAX		200
/* A line of tags may have a dozen of them; prose goes on. */
#define TAGS_BYTES_MAX		400
/* "Read also", in any language, with marks around it. */
#define RELATED_BYTES_MAX	60
/* "Related: one and two": so much may stand between the links. */
#define RELATED_REST_LETTERS	4
/* Bounds work: a list of related articles is among the last nodes. */
#define RELATED_NODES		100
/* A notice is one sentence or two: who holds the rights, how to share. */
#define NOTICE_BYTES_MAX	240

/* "Share this article with your friends", between links that share. */
#define SHARE_LETTERS_MAX	40
/* Bounds work: nodes of a block of such links. */
#define SHARE_NODES_MAX		128

/*
 * "If this page is blocked, see [this]" is not longer, is half of it a link,
 * and stands among at most two others. An article may well begin or end so.
 */
#define DOUBT_LETTERS_MAX	120
#define DOUBT_OWN_LETTERS_MAX	60
#define DOUBTS_MAX		3

/* The main column of a page has so much of its text. */
#define MAIN_PERCENT		75
/* Boxes in which the main column may lie; templates nest no deeper. */
#define MAIN_DEPTH_MAX		6

/* "Source: URL (in German)": so much after the URL is no sentence. */
#define ORIGIN_REST_LETTERS	20
/* "Source: URL Published: DATE": the next label comes as early as this. */
#define ORIGIN_NEXT_BYTES	40
/* The name of a paper between a label and the URL. */
#define ORIGIN_NAME_BYTES	80
/* "（需翻墙访问）": a remark in brackets between them. */
#define ORIGIN_REMARK_BYTES	60
/* A label that goes on for longer without a URL is a sentence. */
#define ORIGIN_LINE_BYTES	120
/* "Originally published on" without a link is not longer. */
#define ORIGIN_LABEL_BYTES	80
/*
 * "Source: URL" among the first or last lines is that of the page; among
 * others, that of a quotation.
 */
#define ORIGIN_EDGE_LETTERS	60

/* "1060820-how-big" is the thread of a forum, "1984-novel" may be a tag. */
#define TAG_NUMBER_DIGITS	5

/* Fewer links do not tell on which site a page was. */
#define SITE_LINKS_MIN		3

/* A line under the title that gives the date is short. */
#define BYLINE_BYTES_MAX	120
/* It gives the date early; a sentence tells first of what. */
#define BYLINE_DATE_AT_MAX	60
/* A line with more than one part in so many in links is a menu of today. */
#define BYLINE_LINK_PART	2
/* "Ann Lee, The Ferry Times": so much beside a date leaves it the line's. */
#define DATELINE_LINE_LETTERS	60
/*
 * "PARIS, Wednesday", "新华社北京": more words, or more bytes (of which Han
 * have three), beside a date are a clause.
 */
#define DATELINE_BESIDE_WORDS	3
#define DATELINE_BESIDE_BYTES	40
/* After a line that is longer than a byline can be, the text has begun. */
#define BYLINE_PROSE_BYTES	240

/* Names of departments are shorter on average than headlines, in bytes. */
#define MENU_NAME_BYTES		24
/* No headline is longer; a link without an end takes in the text. */
#define MENU_HEADLINE_LETTERS	120
/* "Home > World > Text" has so much. */
#define MENU_CRUMB_LETTERS	60
/* "Tags", "Filed under", "Schlagwörter": letters of a label before links. */
#define MENU_LABEL_LETTERS	15
/* A single link may be the first of the text, several are a menu. */
#define MENU_LINKS		2

/* A title in a line of its own; a longer line is a paragraph. */
#define HEADLINE_BYTES_MAX	200
/* Quotation marks or a number around a title take no more. */
#define HEADLINE_MARKS_BYTES	12
/* Bounds work: boxes around the line that repeats the title. */
#define HEADLINE_DEPTH_MAX	12
/* A line is a title if the page has so many times its letters. */
#define HEADLINE_TEXT_TIMES	3
/* A dateline has its date in the first part of so many, a title later. */
#define HEADLINE_DATE_PART	2

/* "Thursday, 3 April", "The Ferry Times": what a site sets above a title. */
#define ABOVE_LETTERS_MAX	60

/* A picture with a side of fewer pixels is an icon. */
#define LEAD_SIDE_PX		50
/*
 * How many elements around a picture say what it is: <figure>, boxes named
 * "hero", the link that enlarges it.
 */
#define LEAD_PARENTS		3
/* How many of them may be named after what the site itself shows. */
#define LEAD_SITE_PARENTS	2
/* The caption is in one of so many elements around the picture. */
#define LEAD_CAPTION_PARENTS	4

#endif
