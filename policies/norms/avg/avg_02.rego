# METADATA
# title: Niet meer gegevens dan nodig
# description: Only the fields needed for this purpose, phase and source; what the table does not name is withheld.
# custom:
#   id: AVG-02
#   act: AVG
#   article: AVG 5 lid 1 onder c
#   tier: 1
#   certainty: U1
#   effect: mask
#   absence: null
#   inferred: >-
#     Information that is held can name persons beside the subject, each with a role. Who is a neighbour, an occupant, a
#     reporter or an officer in it is never needed for a question about the subject. Which fields a purpose needs nobody
#     wrote down: the table chooses them. A tax debt, the outcome of an audit and a tax number serve integral
#     enforcement, income does not; of a benefit the approach of a signal needs no more than which one it is and since
#     when. What the gemeente closed stays closed where its own house holds it (I).
#   title:
#     nl: Niet meer gegevens dan nodig
#     en: No more data than needed
#   text:
#     nl: >-
#       U krijgt alleen de gegevens die nodig zijn voor dit doel en deze fase. De rest blijft achter of wordt minder
#       precies gemaakt.
#     en: >-
#       You only get the data needed for this purpose and this phase. The rest stays behind or is made less precise.
#   remedies: [ASK_FEWER_FIELDS]
package norms.avg.avg_02

import data.lib

findings contains {"norm": "AVG-02", "effect": "treat", "treatment": treatment, "fields": names} if {
	not lib.about_existence
	some treatment in lib.strictest_first
	treatment != "release"
	names := sort([name | some name in input.inquiry.fields; object.get(allowed, name, "withhold") == treatment])
	count(names) > 0
}

# A hit tells that the dataset holds something: only where some of it may be known at all.
findings contains {"norm": "AVG-02", "effect": "treat", "treatment": "withhold", "category": category} if {
	lib.about_existence
	some category in lib.categories
	not category in open_categories
}

open_categories := {lib.source.fields[name].category | some name, treatment in allowed; treatment != "withhold"} - closed_categories

# What the table names for this purpose, state and category; a field by name goes before the rest ('*').
allowed[name] := treatment if {
	some name in considered
	treatment := rows[lib.source.fields[name].category][known_as[name]]
}

allowed[name] := treatment if {
	some name in considered
	row := rows[lib.source.fields[name].category]
	not row[known_as[name]]
	treatment := row["*"]
}

# The name by which the table knows a field: of information that is held, its name in the part.
known_as[name] := name if {
	is_null(input.holding)
	some name in considered
}

known_as[name] := field.name if {
	some name, field in lib.held_fields
	name in considered
}

rows := data.facts.minimisation[input.inquiry.purpose][state]

default state := "-"

state := lib.state

# What the gemeente closed stays closed; settings narrow and never widen.
considered := (candidates - closed) - of_others if not source_closed

source_closed if input.inquiry.source in lib.settings.closed.sources

closed contains name if some name in lib.settings.closed.fields[input.inquiry.source]

# Neither does it open where somebody holds it.
closed contains name if {
	some name, field in lib.held_fields
	field.part in closed_parts
}

closed contains name if {
	lib.names_holding
	some code, names in lib.settings.closed.fields
	some name, field in lib.held_fields
	field.name in names
	field.part in lib.held_of(code)
}

closed_parts contains part if {
	lib.names_holding
	some code in lib.settings.closed.sources
	some part in lib.held_of(code)
}

closed_categories contains lib.asked_parts[part].category if some part in closed_parts

# Of information that is held: neighbours, occupants, reporters and officers in it are not whom the question is about.
of_others := {name | some name, field in lib.held_fields; not field.person in {null, "SUBJECT"}}

candidates := {name | some name, _ in lib.source.fields} if lib.about_existence

candidates := {name | some name in input.inquiry.fields} if not lib.about_existence
