/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Workbooks: what stands in their cells, and those that somebody made to do harm. They are packed here byte by
 * byte, so that the folder can lie. */

#include <glib/gstdio.h>
#include <string.h>

#include "transfer/yutu-rows.h"
#include "transfer/yutu-source.h"

#define BOOK_HEAD "<workbook xmlns:r=\"r\"><sheets>"
#define BOOK_TAIL "</sheets></workbook>"
#define ONE_SHEET BOOK_HEAD "<sheet name=\"名单\" sheetId=\"1\" r:id=\"r1\"/>" BOOK_TAIL
#define LINKS                                                             \
  "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/s1.xml\"/>" \
  "<Relationship Id=\"r2\" Target=\"/xl/worksheets/s2.xml\"/></Relationships>"
#define SHEET(rows) "<worksheet><sheetData>" rows "</sheetData></worksheet>"
#define HEADINGS    "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>地址</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>号</t></is></c></row>"

typedef struct
{
  const char *book;   /* NULL: one sheet */
  const char *links;  /* NULL: as above */
  const char *styles; /* NULL: none */
  const char *shared; /* NULL: none */
  const char *sheet;  /* NULL: there is none */
  const char *second; /* (nullable): another sheet */
} Book;

typedef struct
{
  GByteArray *bytes;
  GByteArray *directory;
  guint       n;
} Pack;

/* ---- Packing ---- */

static void
add_number (GByteArray *bytes,
            guint64     number,
            guint       n)
{
  for (guint i = 0; i < n; i++)
    {
      guint8 byte = i < sizeof number ? (guint8)(number >> (8 * i)) : 0;

      g_byte_array_append (bytes, &byte, 1);
    }
}

static GByteArray *
deflate (const char *text,
         gsize       n)
{
  g_autoptr (GConverter) converter = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW, 1));
  g_autoptr (GInputStream) plain = g_memory_input_stream_new_from_data (text, (gssize)n, NULL);
  g_autoptr (GInputStream) stream = g_converter_input_stream_new (plain, converter);
  g_autofree guint8 *block = g_malloc (1 << 16);
  GByteArray        *packed = g_byte_array_new ();
  gsize              got = 1;

  while (got > 0)
    {
      g_assert_true (g_input_stream_read_all (stream, block, 1 << 16, &got, NULL, NULL));
      g_byte_array_append (packed, block, (guint)got);
    }
  return packed;
}

/* CRC-32 as in ISO 3309. */
static guint32
sum (const char *text,
     gsize       n)
{
  guint32 crc = G_MAXUINT32;

  for (gsize i = 0; i < n; i++)
    {
      crc ^= (guint8)text[i];
      for (int bit = 0; bit < 8; bit++)
        crc = crc >> 1 ^ ((crc & 1) != 0 ? 0xedb88320u : 0);
    }
  return ~crc;
}

/* The sizes that stand in a header. */
static void
add_facts (GByteArray *bytes,
           guint32     crc,
           gsize       n_packed,
           guint64     n_told,
           gsize       n_name)
{
  add_number (bytes, 0, 2);
  add_number (bytes, 8, 2);
  add_number (bytes, 0, 4); /* time */
  add_number (bytes, crc, 4);
  add_number (bytes, n_packed, 4);
  add_number (bytes, n_told, 4);
  add_number (bytes, n_name, 2);
  add_number (bytes, 0, 2);
}

static void
add_part (Pack       *pack,
          const char *name,
          const char *text,
          guint64     told) /* bytes, as the folder has it; 0: the truth */
{
  gsize n = strlen (text);
  g_autoptr (GByteArray) packed = deflate (text, n);
  gsize   offset = pack->bytes->len;
  guint32 crc = sum (text, n);

  told = told > 0 ? told : n;

  g_byte_array_append (pack->bytes, (const guint8 *)"PK\003\004\024\0", 6);
  add_facts (pack->bytes, crc, packed->len, told, strlen (name));
  g_byte_array_append (pack->bytes, (const guint8 *)name, (guint)strlen (name));
  g_byte_array_append (pack->bytes, packed->data, packed->len);
  g_byte_array_append (pack->directory, (const guint8 *)"PK\001\002\024\0\024\0", 8);
  add_facts (pack->directory, crc, packed->len, told, strlen (name));
  add_number (pack->directory, 0, 10);
  add_number (pack->directory, offset, 4);
  g_byte_array_append (pack->directory, (const guint8 *)name, (guint)strlen (name));
  pack->n++;
}

static GByteArray *
finish (Pack *pack)
{
  gsize offset = pack->bytes->len;
  gsize n = pack->directory->len;

  g_byte_array_append (pack->bytes, pack->directory->data, pack->directory->len);
  g_byte_array_append (pack->bytes, (const guint8 *)"PK\005\006\0\0\0\0", 8);
  add_number (pack->bytes, pack->n, 2);
  add_number (pack->bytes, pack->n, 2);
  add_number (pack->bytes, n, 4);
  add_number (pack->bytes, offset, 4);
  add_number (pack->bytes, 0, 2);
  g_byte_array_unref (pack->directory);
  return pack->bytes;
}

static GByteArray *
pack_book (const Book *book,
           guint64     told)
{
  Pack pack = { g_byte_array_new (), g_byte_array_new (), 0 };

  add_part (&pack, "xl/workbook.xml", book->book != NULL ? book->book : ONE_SHEET, 0);
  add_part (&pack, "xl/_rels/workbook.xml.rels", book->links != NULL ? book->links : LINKS, 0);
  if (book->styles != NULL)
    add_part (&pack, "xl/styles.xml", book->styles, 0);
  if (book->shared != NULL)
    add_part (&pack, "xl/sharedStrings.xml", book->shared, 0);
  if (book->sheet != NULL)
    add_part (&pack, "xl/worksheets/s1.xml", book->sheet, told);
  if (book->second != NULL)
    add_part (&pack, "xl/worksheets/s2.xml", book->second, 0);
  return finish (&pack);
}

/* ---- Reading ---- */

static YutuSource *
read_bytes (const GByteArray *bytes,
            YutuProgress     *progress,
            GError          **error)
{
  g_autofree char *folder = g_dir_make_tmp ("yutu-workbook-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "book.xlsx", NULL);
  YutuSource      *source = NULL;

  g_assert_true (g_file_set_contents (path, (const char *)bytes->data, (gssize)bytes->len, NULL));
  source = yutu_source_read_table (path, NULL, progress, error);
  g_unlink (path);
  g_rmdir (folder);
  return source;
}

static YutuSource *
read_book (const Book *book,
           GError    **error)
{
  g_autoptr (GByteArray) bytes = pack_book (book, 0);

  return read_bytes (bytes, NULL, error);
}

/* Headings and rows by "/", cells by "|", an empty one as "-". */
static char *
dup_table (YutuSource *source)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (gsize i = 0; i < yutu_source_count_fields (source); i++)
    g_string_append_printf (out, "%s%s", i > 0 ? "|" : "", yutu_source_get_field (source, i));
  for (gsize row = 0; row < yutu_source_count_rows (source); row++)
    for (gsize i = 0; i < yutu_source_count_fields (source); i++)
      {
        const char *text = yutu_source_get_text (source, row, i);

        g_string_append_printf (out, "%s%s", i > 0 ? "|" : "/", text != NULL ? text : "-");
      }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

#define STYLES                                                                                                           \
  "<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@\"/>" \
  "<numFmt numFmtId=\"171\" formatCode=\"000\"/><numFmt numFmtId=\"172\" formatCode=\"0.00&quot;days&quot;\"/>"          \
  "<numFmt numFmtId=\"173\" formatCode=\"yyyy\\-mm\\-dd hh:mm\"/></numFmts>"                                             \
  "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/>"                 \
  "<xf numFmtId=\"170\"/><xf numFmtId=\"171\"/><xf numFmtId=\"172\"/><xf numFmtId=\"173\"/><xf numFmtId=\"20\"/>"        \
  "</cellXfs></styleSheet>"

static void
test_reads (void)
{
  static const struct
  {
    const char *name;
    Book        book;
    const char *table;
  } cases[] = {
    { "texts",
      { .shared = "<sst><si><t>地址</t></si><si><r><t>八一</t></r><r><t>南街</t></r><rPh sb=\"0\" eb=\"1\"><t>bayi</t></rPh></si>"
                  "<si><t xml:space=\"preserve\"> a&amp;b </t></si></sst>",
        .sheet = SHEET ("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"inlineStr\"><is><t>号</t></is></c></row>"
                        "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c><c r=\"B2\" t=\"s\"><v>2</v></c></row>") },
      "地址|号/八一南街| a&b " },
    { "formulas are not computed",
      { .sheet = SHEET (HEADINGS "<row r=\"2\"><c r=\"A2\" t=\"str\"><f>HYPERLINK(\"http://x\",\"y\")</f><v>y</v></c>"
                                 "<c r=\"B2\"><f>[1]Other!A1</f><v>7</v></c></row>"
                                 "<row r=\"3\"><c r=\"A3\" t=\"e\"><v>#N/A</v></c><c r=\"B3\"><f>1+1</f></c></row>") },
      "地址|号/y|7/#N/A|-" },
    { "numbers as they are shown",
      { .styles = STYLES,
        .sheet = SHEET (HEADINGS "<row r=\"2\"><c s=\"1\"><v>46082</v></c><c s=\"2\"><v>46082</v></c><c s=\"3\"><v>33</v></c>"
                                 "<c s=\"4\"><v>2.50</v></c><c s=\"5\"><v>46082.75</v></c><c s=\"6\"><v>0.75</v></c>"
                                 "<c><v>119.65000000000001</v></c><c><v>1.28E2</v></c><c><v>0012</v></c></row>") },
      "地址|号|C|D|E|F|G|H|I/2026-03-01|2026-03-01|033|2.5|2026-03-01 18:00:00|18:00:00|119.65|128|0012" },
    { "days from 1904 on",
      { .book = "<workbook xmlns:r=\"r\"><workbookPr date1904=\"1\"/><sheets><sheet name=\"a\" r:id=\"r1\"/></sheets></workbook>",
        .styles = STYLES,
        .sheet = SHEET (HEADINGS "<row><c s=\"1\"><v>44620</v></c></row>") },
      "地址|号/2026-03-01|-" },
    { "the first days",
      { .styles = STYLES, .sheet = SHEET (HEADINGS "<row><c s=\"1\"><v>1</v></c><c s=\"1\"><v>61</v></c></row>") },
      "地址|号/1900-01-01|1900-03-01" },
    { "cells that are left out, rows that are empty, and one style to the last column",
      { .sheet = SHEET (HEADINGS "<row r=\"2\"><c r=\"B2\"><v>5</v></c></row><row r=\"3\"/><row r=\"4\"><c r=\"XFD4\" s=\"1\"/></row>"
                                 "<row r=\"1048576\"><c r=\"A1048576\"><v>6</v></c></row>") },
      "地址|号/-|5/6|-" },
    { "a title over the headings",
      { .sheet = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>采集表</v></c></row>"
                 "<row r=\"2\"><c r=\"A2\" t=\"str\"><v>地址</v></c><c r=\"B2\" t=\"str\"><v>号</v></c></row>"
                 "<row r=\"3\"><c r=\"A3\"><v>1</v></c><c r=\"B3\"><v>2</v></c></row></sheetData>"
                 "<mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells></worksheet>" },
      "地址|号/1|2" },
    { "one column, and a note beside it",
      { .sheet = SHEET ("<row><c t=\"str\"><v>地址</v></c></row><row><c t=\"str\"><v>一</v></c></row>"
                        "<row><c t=\"str\"><v>二</v></c><c t=\"str\"><v>?</v></c></row>") },
      "地址|B/一|-/二|?" },
    { "the first sheet that is shown and has something in it",
      { .book = BOOK_HEAD "<sheet name=\"h\" state=\"hidden\" r:id=\"r2\"/><sheet name=\"e\" r:id=\"r1\"/><sheet name=\"s\" r:id=\"r2\"/>" BOOK_TAIL,
        .sheet = SHEET (""),
        .second = SHEET (HEADINGS) },
      "地址|号" },
    { "names of spaces",
      { .book = "<x:workbook xmlns:x=\"x\" xmlns:rel=\"r\"><x:sheets><x:sheet name=\"a\" rel:id=\"r1\"/></x:sheets></x:workbook>",
        .sheet = "\xef\xbb\xbf<?xml version=\"1.0\"?><x:worksheet><x:sheetData><x:row><x:c t=\"str\"><x:v>a</x:v></x:c></x:row>"
                 "</x:sheetData></x:worksheet>" },
      "a" },
    { "nothing", { .sheet = SHEET ("") }, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YutuSource) source = read_book (&cases[i].book, &error);
      g_autofree char *table = NULL;

      g_test_message ("%s", cases[i].name);
      g_assert_no_error (error);
      table = dup_table (source);
      g_assert_cmpstr (table, ==, cases[i].table);
    }
}

/* ---- Made to do harm ---- */

static void
assert_refused (const Book *book,
                int         code,
                const char *says)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuSource) source = read_book (book, &error);

  g_assert_null (source);
  g_test_message ("%s", error->message);
  g_assert_error (error, YUTU_TRANSFER_ERROR, code);
  g_assert_nonnull (strstr (error->message, says));
  g_assert_nonnull (strstr (error->message, "book.xlsx"));
}

static void
test_refuses (void)
{
  static const struct
  {
    Book        book;
    int         code;
    const char *says;
  } cases[] = {
    { { .sheet = "<!DOCTYPE w [<!ENTITY a \"x\"><!ENTITY b \"&a;&a;&a;&a;\">]>" SHEET (HEADINGS) },
      YUTU_TRANSFER_ERROR_NOT_TEXT,
      "s1.xml" },
    { { .shared = "<!DOCTYPE s SYSTEM \"file:///etc/passwd\"><sst/>", .sheet = SHEET (HEADINGS) },
      YUTU_TRANSFER_ERROR_NOT_TEXT,
      "sharedStrings" },
    { { .sheet = SHEET ("<row><c t=\"str\"><v>&passwd;</v></c></row>") }, YUTU_TRANSFER_ERROR_UNREADABLE, "passwd" },
    { { .sheet = SHEET (HEADINGS "<row r=\"2\"><c r=\"XFD2\"><v>1</v></c></row>") }, YUTU_TRANSFER_ERROR_TOO_LARGE, "XFD" },
    { { .sheet = SHEET (HEADINGS "<row r=\"2\"><c r=\"ZZZZZ2\"><v>1</v></c></row>") }, YUTU_TRANSFER_ERROR_UNREADABLE, "row 2" },
    { { .sheet = SHEET (HEADINGS "<row r=\"2\"><c t=\"s\"><v>99</v></c></row>") }, YUTU_TRANSFER_ERROR_UNREADABLE, "row 2" },
    { { .sheet = SHEET (HEADINGS "<row r=\"2\"><c t=\"s\"><v>-1</v></c></row>") }, YUTU_TRANSFER_ERROR_UNREADABLE, "row 2" },
    { { .sheet = "<worksheet><sheetData><row>" }, YUTU_TRANSFER_ERROR_UNREADABLE, "s1.xml" },
    { { .sheet = SHEET ("<row><c t=\"str\"><v>\xff</v></c></row>") }, YUTU_TRANSFER_ERROR_UNREADABLE, "s1.xml" },
    { { .sheet = NULL }, YUTU_TRANSFER_ERROR_UNREADABLE, "名单" },
    { { .links = "<Relationships><Relationship Id=\"r1\" Target=\"http://x/worksheets/s.xml\" TargetMode=\"External\"/></Relationships>",
        .sheet = SHEET (HEADINGS) },
      YUTU_TRANSFER_ERROR_UNREADABLE,
      "名单" },
    { { .links = "<Relationships><Relationship Id=\"r1\" Target=\"../../worksheets/passwd\"/></Relationships>",
        .sheet = SHEET (HEADINGS) },
      YUTU_TRANSFER_ERROR_UNREADABLE,
      "名单" },
    { { .book = "<a>" }, YUTU_TRANSFER_ERROR_UNREADABLE, "workbook.xml" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_refused (&cases[i].book, cases[i].code, cases[i].says);
}

static char *
repeat (const char *before,
        const char *text,
        gsize       n,
        const char *behind)
{
  GString *all = g_string_new (before);

  while (n-- > 0)
    g_string_append (all, text);
  g_string_append (all, behind);
  return g_string_free (all, FALSE);
}

/* Each is some kilobytes in the folder, and a thousand times as much out of it. */
static void
test_bombs (void)
{
  static const struct
  {
    const char *before;
    const char *text;
    gsize       n;
    const char *behind;
    const char *says;
  } cases[] = {
    { "<worksheet><sheetData>", " ", 64 << 20, "</sheetData></worksheet>", "mebibyte" },
    { "<worksheet><sheetData><row><c t=\"str\"><v>", "x", 2 << 20, "</v></c></row></sheetData></worksheet>", "mebibyte" },
    { "<worksheet><sheetData><row><c t=\"str\"><v>", "x<!-- -->", 2 << 20, "</v></c></row></sheetData></worksheet>", "mebibyte" },
    { "<worksheet a=\"", "x", 8 << 20, "\"/>", "mebibyte" },
    { "<worksheet>", "<a>", 1 << 20, "", "deep" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *sheet = repeat (cases[i].before, cases[i].text, cases[i].n, cases[i].behind);

      assert_refused (&(Book){ .sheet = sheet }, YUTU_TRANSFER_ERROR_TOO_LARGE, cases[i].says);
    }
}

/* A folder that is cut off anywhere is told. */
static void
test_broken_folders (void)
{
  const Book book = { .sheet = SHEET (HEADINGS) };
  g_autoptr (GByteArray) whole = pack_book (&book, 0);

  for (guint n = 4; n < whole->len; n++)
    {
      g_autoptr (GByteArray) part = g_byte_array_append (g_byte_array_new (), whole->data, n);
      g_autoptr (GError) why = NULL;

      g_autoptr (YutuSource) source = read_bytes (part, NULL, &why);

      if (n > whole->len - 22) /* into the end record, which has no word of the parts at its end */
        continue;
      g_assert_null (source);
      g_assert_cmpuint (why->domain, ==, YUTU_TRANSFER_ERROR);
    }
  for (guint i = 4; i < whole->len; i++) /* nor does any byte that is another end the program */
    {
      g_autoptr (GByteArray) other = g_byte_array_append (g_byte_array_new (), whole->data, whole->len);
      g_autoptr (GError) why = NULL;
      g_autoptr (YutuSource) source = NULL;

      other->data[i] ^= 0xff;
      source = read_bytes (other, NULL, &why);
      g_assert_true ((source != NULL) != (why != NULL));
    }
}

/* Whatever size the folder tells of a sheet, all of it is read or none. */
static void
test_lying_folders (void)
{
  static const guint64 told[] = { 1, 10, 1000, 1 << 30, G_MAXUINT32 - 1 };
  const Book           book = { .sheet = SHEET (HEADINGS "<row><c><v>1</v></c><c><v>2</v></c></row>") };

  for (gsize i = 0; i < G_N_ELEMENTS (told); i++)
    {
      g_autoptr (GByteArray) bytes = pack_book (&book, told[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (YutuSource) source = read_bytes (bytes, NULL, &error);
      g_autofree char *table = source != NULL ? dup_table (source) : NULL;

      g_test_message ("%" G_GUINT64_FORMAT ": %s", told[i], source != NULL ? table : error->message);
      if (source != NULL)
        g_assert_cmpstr (table, ==, "地址|号/1|2");
      else
        g_assert_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_UNREADABLE);
    }
}

static void
test_other_folders (void)
{
  Pack pack = { g_byte_array_new (), g_byte_array_new (), 0 };
  g_autoptr (GByteArray) bytes = NULL;
  g_autoptr (GError) error = NULL;

  add_part (&pack, "content.xml", "<a/>", 0);
  bytes = finish (&pack);
  g_assert_null (read_bytes (bytes, NULL, &error));
  g_assert_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_NOT_TEXT);
  g_assert_nonnull (strstr (error->message, "XLSX"));
}

/* ---- As large as a sheet may be ---- */

#define LAST_ROW 1048576

static void
test_all_rows (void)
{
  g_autofree char *rows = repeat ("<worksheet><sheetData>", "<row><c><v>7</v></c><c t=\"s\"><v>0</v></c></row>", LAST_ROW,
                                  "</sheetData></worksheet>");
  const Book       book = { .shared = "<sst><si><t>八一南街</t></si></sst>", .sheet = rows };
  g_autoptr (GByteArray) bytes = pack_book (&book, 0);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (YutuProgress) progress = yutu_progress_new (cancellable);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) cancelled = NULL;
  g_autoptr (YutuSource) source = read_bytes (bytes, progress, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (yutu_source_count_rows (source), ==, LAST_ROW - 1);
  g_assert_cmpstr (yutu_source_get_text (source, LAST_ROW - 2, 1), ==, "八一南街");
  g_cancellable_cancel (cancellable);
  g_assert_null (read_bytes (bytes, progress, &cancelled));
  g_assert_error (cancelled, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transfer/workbook/reads", test_reads);
  g_test_add_func ("/transfer/workbook/refuses", test_refuses);
  g_test_add_func ("/transfer/workbook/bombs", test_bombs);
  g_test_add_func ("/transfer/workbook/broken-folders", test_broken_folders);
  g_test_add_func ("/transfer/workbook/lying-folders", test_lying_folders);
  g_test_add_func ("/transfer/workbook/other-folders", test_other_folders);
  g_test_add_func ("/transfer/workbook/all-rows", test_all_rows);
  return g_test_run ();
}
