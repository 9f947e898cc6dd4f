/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* 1. What is put together from the pieces that were found is the value, whatever the sources.
 * 2. What stands in a source is not kept again.
 * 3. Pieces that do not fit give nothing. */
#include "store/yutu-delta.h"

#include <string.h>

#include "base/yutu-random.h"

static GByteArray *
make_bytes (YutuRandom *random,
            guint       size)
{
  GByteArray *bytes = g_byte_array_new ();

  for (guint i = 0; i < size; i++)
    {
      guint8 byte = (guint8)yutu_random_below (random, 256);

      g_byte_array_append (bytes, &byte, 1);
    }
  return bytes;
}

static YutuDeltaBytes
borrow (const GByteArray *bytes)
{
  return (YutuDeltaBytes){ bytes->data, bytes->len };
}

/* How many bytes are the value's own. */
static guint
assert_found (const YutuDeltaBytes *sources,
              guint                 n_sources,
              guint                 like,
              YutuDeltaBytes        value)
{
  g_autoptr (YutuDelta) delta = yutu_delta_new (sources, n_sources);
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (YutuDeltaPiece));
  g_autoptr (GByteArray) own = g_byte_array_new ();
  g_autoptr (GByteArray) made = NULL;
  guint at = 0;

  yutu_delta_find (delta, like, value, pieces);
  for (guint i = 0; i < pieces->len; i++)
    {
      const YutuDeltaPiece *piece = &g_array_index (pieces, YutuDeltaPiece, i);

      if (piece->source == YUTU_DELTA_OWN)
        g_byte_array_append (own, value.bytes + at, piece->size);
      else
        g_assert_cmpuint (piece->size, >=, 64);
      at += piece->size;
    }
  made = yutu_delta_put_together (sources, n_sources, pieces, borrow (own));
  g_assert_nonnull (made);
  g_assert_cmpmem (made->data, made->len, value.bytes, value.size);
  return own->len;
}

/* Pieces of the sources and other bytes, in any order. */
static void
test_random (void)
{
  YutuRandom random;

  yutu_random_init (&random, 64);
  for (int round = 0; round < 300; round++)
    {
      g_autoptr (GPtrArray) sources = g_ptr_array_new_with_free_func ((GDestroyNotify)g_byte_array_unref);
      g_autoptr (GByteArray) value = g_byte_array_new ();
      YutuDeltaBytes borrowed[3];
      guint          n_sources = (guint)yutu_random_below (&random, 4), own = 0, found;

      for (guint s = 0; s < n_sources; s++)
        {
          g_ptr_array_add (sources, make_bytes (&random, (guint)yutu_random_below (&random, 3000)));
          borrowed[s] = borrow (g_ptr_array_index (sources, s));
        }
      for (guint64 n = yutu_random_below (&random, 8); n > 0; n--)
        {
          guint64 s = yutu_random_below (&random, 4);
          g_autoptr (GByteArray) other = make_bytes (&random, (guint)yutu_random_below (&random, 100));

          if (s < n_sources && borrowed[s].size > 400)
            {
              guint first = (guint)yutu_random_below (&random, borrowed[s].size - 400);

              g_byte_array_append (value, borrowed[s].bytes + first, 200 + (guint)yutu_random_below (&random, 200));
            }
          own += other->len;
          g_byte_array_append (value, other->data, other->len);
        }
      found = assert_found (borrowed, n_sources, n_sources, borrow (value));
      g_assert_cmpuint (found, <=, n_sources > 0 ? own : value->len);
      assert_found (borrowed, n_sources, (guint)yutu_random_below (&random, 3), borrow (value));
    }
}

/* A line that was cut in three: each part has a head of its own. */
static void
test_cut (void)
{
  YutuRandom random;
  g_autoptr (GByteArray) line = NULL;
  guint own = 0;

  yutu_random_init (&random, 3);
  line = make_bytes (&random, 47 + 16 * 5000 + 1);
  for (guint part = 0; part < 3; part++)
    {
      g_autoptr (GByteArray) value = make_bytes (&random, 47);
      YutuDeltaBytes source = borrow (line);

      g_byte_array_append (value, line->data + 47 + 16 * 1500 * part, 16 * 1501);
      own += assert_found (&source, 1, part == 0 ? 0 : 1, borrow (value));
    }
  g_assert_cmpuint (own, <=, 3 * (47 + 2 * 64));
}

static void
test_misfits (void)
{
  static const guint8  bytes[200] = { 0 };
  const YutuDeltaBytes source = { bytes, 100 }, own = { bytes, 10 };
  const struct
  {
    YutuDeltaPiece pieces[2];
  } cases[] = {
    { { { 0, 0, 101 }, { YUTU_DELTA_OWN, 0, 10 } } },           /* longer than the source */
    { { { 0, 90, 11 }, { YUTU_DELTA_OWN, 0, 10 } } },           /* beyond its end */
    { { { 0, G_MAXUINT32, 100 }, { YUTU_DELTA_OWN, 0, 10 } } }, /* far beyond */
    { { { 1, 0, 100 }, { YUTU_DELTA_OWN, 0, 10 } } },           /* of none */
    { { { 0, 0, 100 }, { YUTU_DELTA_OWN, 0, 11 } } },           /* more than its own */
    { { { 0, 0, 100 }, { YUTU_DELTA_OWN, 0, 9 } } },            /* less */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (YutuDeltaPiece));

      g_array_append_vals (pieces, cases[i].pieces, 2);
      g_assert_null (yutu_delta_put_together (&source, 1, pieces, own));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/delta/random", test_random);
  g_test_add_func ("/store/delta/cut", test_cut);
  g_test_add_func ("/store/delta/misfits", test_misfits);
  return g_test_run ();
}
