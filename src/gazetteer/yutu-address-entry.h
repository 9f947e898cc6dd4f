/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Addresses as they come in, written by somebody (地址录入): their units and bases are looked up in the
 * file, their numbers read, their canonical texts composed. What is wrong or missing is told, never
 * guessed. Inside one read or write, on its thread. */
#pragma once

#include "gazetteer/yutu-gazetteer-write.h"

G_BEGIN_DECLS

/* Elements by name and number, NULL for what is not said; numbers with or without their measure words.
 * Units by name or, for township and village, by code. 无 says that there is none. */
typedef struct
{
  const char *province;
  const char *city;
  const char *county;
  const char *township;
  const char *village;
  const char *road;
  const char *lane;
  const char *natural_village;
  const char *estate;
  const char *door;
  const char *door_sub;
  const char *building;
  const char *unit_no;
  const char *floor;
  const char *room;
  const char *parcel; /* of a plot without a door: A-03, A-03地块 */
  YutuDay     valid_from;
  YutuDay     valid_to; /* YUTU_DAY_INVALID: open */
  gboolean    has_point;
  YutuPoint   point;
} YutuAddressCells;

typedef struct
{
  const char *rule;  /* static: required value unknown-unit unknown-base ambiguous characters parse left-out double */
  const char *field; /* static: as in YutuAddressCells; NULL: the row */
  gboolean    rejects;
  char       *message; /* in the language of the program, with a remedy */
} YutuAddressProblem;

typedef struct _YutuAddressEntry YutuAddressEntry;

/* Reads the names of the file. */
YutuAddressEntry *yutu_address_entry_new (YutuConnection *connection,
                                          GError        **error) G_GNUC_WARN_UNUSED_RESULT;
void              yutu_address_entry_free (YutuAddressEntry *self);

/**
 * yutu_address_entry_parse:
 * @line: an address as it is written
 * @cells: (out): its elements, the entry's until the next line; days and point are left as they are
 *
 * Begins a new address. What the line has besides elements is told as a problem.
 */
gboolean yutu_address_entry_parse (YutuAddressEntry *self,
                                   const char       *line,
                                   YutuAddressCells *cells,
                                   GError          **error);
/* Begins a new address whose elements are known. */
void yutu_address_entry_begin (YutuAddressEntry *self);

/**
 * yutu_address_entry_resolve:
 * @spec: (out): what to write, its text too; the entry's until the next address
 * @is_good: (out): no problem rejects it
 */
gboolean yutu_address_entry_resolve (YutuAddressEntry       *self,
                                     const YutuAddressCells *cells,
                                     YutuAddressSpec        *spec,
                                     gboolean               *is_good,
                                     GError                **error);

/**
 * yutu_address_entry_note:
 * @row: of the list; positive
 * @is_new: (out): FALSE when an address of this text stands on one of its days, in the file or in a row
 *   before: a problem says which
 */
gboolean yutu_address_entry_note (YutuAddressEntry      *self,
                                  const YutuAddressSpec *spec,
                                  gint64                 row,
                                  gboolean              *is_new,
                                  GError               **error);

/* Of the address at hand. Element type YutuAddressProblem. */
const GArray *yutu_address_entry_get_problems (const YutuAddressEntry *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuAddressEntry, yutu_address_entry_free)

G_END_DECLS
