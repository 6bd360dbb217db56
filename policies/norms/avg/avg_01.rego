# METADATA
# title: Doel, taak en grondslag
# description: >-
#   A specified purpose, a statutory task and a legal basis must be given, and they must fit the regime and the case.
# custom:
#   id: AVG-01
#   act: AVG
#   article: AVG 5 lid 1 onder a en b, AVG 6 lid 1 onder c en e, AVG 6 lid 3
#   tier: 1
#   certainty: U1
#   effect: permit / deny
#   absence: null
#   inferred: >-
#     A purpose that the municipal case was not opened for is refused: for the RIEC WGS 1.8 lid 5 says so, for the
#     municipal track it follows from AVG 5 lid 1 onder b (I). It is also the norm shown for fields that no norm
#     permits, and for a record of somebody else than was asked about: what was founded was the question about this
#     subject. In a RIEC WGS-12 says so. Carries the permit for the core of the trade register (class K0), outside a
#     case and for a task of one's own, because no norm of an act of its own was found for that path. The act on that register
#     was not read, so it is no sector basis: asked bilaterally WGS-29 refuses. Persons behind an enterprise, and the registers
#     that the catalogue counts as K2 (land, vehicles), stay closed: in a RIEC too, as far as no participant brings them in
#     (I).
#   title:
#     nl: Doel, taak en grondslag
#     en: Purpose, task and legal basis
#   text:
#     nl: >-
#       Zonder een doel, een wettelijke taak en een geldige grondslag mag u geen gegevens vragen. Deze drie moeten
#       passen bij het regime en bij de zaak.
#     en: >-
#       Without a purpose, a statutory task and a valid legal basis no data may be asked. These three must fit the
#       regime and the case.
#   remedies: [STATE_PURPOSE]
package norms.avg.avg_01

import data.lib

findings contains {"norm": "AVG-01", "effect": "deny"} if {
	not is_null(input.inquiry)
	not founded
}

# A public register, for a purpose that the catalogue names. Nothing secret is disclosed; the basis is the task (AVG 6 lid
# 1 onder e, lid 3), and not that the register is open to all.
findings contains {"norm": "AVG-01", "effect": "permit", "fields": names} if {
	lib.source.organ == "KVK"
	lib.own_task
	lib.outside_a_case
	input.inquiry.purpose in lib.collected_for
	input.inquiry.reasoned.necessity == true
	names := sort([name | some name in input.inquiry.fields; name in core_of_extract])
	count(names) > 0
}

# Of the enterprise itself; who stands behind it is data of persons (K0 and K2 of the catalogue).
core_of_extract := {"kvk_nr", "vestigingsnr", "handelsnaam", "rechtsvorm", "sbi", "bezoekadres", "oprichting"}

# A covenant, a permission or a claimed basis whose conditions are not met is no basis.
founded if {
	lib.purpose
	lib.task
	count(lib.bases) > 0
	lib.regime_fits_purpose
	lib.case_fits
	of_the_case
}

# Nothing to compare with: no case on this track, or a track with a norm of its own (WGS 1.8 lid 5).
of_the_case if not lib.state

of_the_case if not lib.bgp

of_the_case if input.inquiry.purpose in input.case.purposes

# A part of what is held that goes to nobody does not show that it is there either.
screening contains {"norm": "AVG-01", "effect": "deny", "record": record.index} if {
	lib.names_holding
	some record in input.records
	not lib.held_parts[record.part]
}

# A source that answers about another: permitted was only what it knows of the subject that was named.
screening contains {"norm": "AVG-01", "effect": "deny", "record": record.index} if {
	not lib.wgs
	some record in input.records
	record.ofSubject == false
}
