# METADATA
# title: Voor, tijdens en na een integrale controle
# description: >-
#   Before a joint inspection: source checks of the municipal track, address by address. During: everybody uses their own
#   power and reads no files of partners on site. After: findings enter as a new signal.
# custom:
#   id: MN-06
#   act: Werkafspraak
#   article: Actieplan Wie praat, die gaat 3.0, integrale controles
#   tier: 4
#   certainty: I
#   effect: deny
#   absence: null
#   inferred: >-
#     The plan names before, during and after; what each of them asks is our reading. Before it, only a case of the
#     municipal track is bound: to source research (B3) about an address. During it, one's own files are those of the
#     department that asks and receives, or of an organ without departments; what safety asks for is shared beforehand,
#     for no rule can tell on site what safety needs. After it, nothing is brought into its own case; what may still be
#     asked there is for the state of the case. Once an inspection began its times stay as they are, also afterwards: a
#     next inspection is planned in the case of its new signal. Speaks where the case is named, to who takes part in it (I).
#   title:
#     nl: Voor, tijdens en na een integrale controle
#     en: Before, during and after a joint inspection
#   text:
#     nl: >-
#       Voor een integrale controle vraagt u alleen per adres, in het bronnenonderzoek. Tijdens de controle gebruikt
#       iedereen de eigen bevoegdheid en leest niemand ter plaatse dossiers van partners. Wat u vindt, meldt u daarna als
#       nieuw signaal.
#     en: >-
#       Before a joint inspection you ask only by address, in source research. During it everybody uses their own power and
#       nobody reads files of partners on site. What you find, you report afterwards as a new signal.
#   remedies: [OWN_POWER, NEW_SIGNAL]
package norms.mn.mn_06

import data.lib

deny := {"norm": "MN-06", "effect": "deny"}

findings contains deny if {
	asked
	before
	input.case.regime == "BGP"
	not source_research
}

findings contains deny if {
	asked
	during
	not own_files
}

acts contains deny if {
	input.act.kind == "hold"
	lib.takes_part
	after
}

# Once it began, when it began and when it ends is not for who works under it to move.
acts contains deny if {
	input.act.kind == "amend"
	lib.takes_part
	"control" in input.act.amends
	input.now >= input.case.control.from
}

# That an inspection is planned is not for who has no part in the case.
asked if {
	not is_null(input.inquiry)
	lib.takes_part
}

# Instants in one form, as text: they sort as they follow each other.
before if input.now < input.case.control.from

during if {
	input.now >= input.case.control.from
	input.now <= input.case.control.until
}

after if input.now > input.case.control.until

source_research if {
	lib.bgp
	lib.state == "B3"
	input.inquiry.subject.type == "OBJECT"
}

own_files if {
	is_string(lib.source.department)
	lib.source.department == input.caller.department
	lib.source.department == input.inquiry.recipient.department
	data.facts.organs[input.caller.organ].kind == "MUNICIPAL"
	data.facts.organs[lib.source.organ].kind == "MUNICIPAL"
}

own_files if {
	lib.source.department == null
	lib.source.organ == input.caller.organ
	lib.source.organ == input.inquiry.recipient.organ
}
