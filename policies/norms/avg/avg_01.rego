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
#   effect: deny
#   absence: null
#   inferred: >-
#     A purpose that the municipal case was not opened for is refused: for the RIEC WGS 1.8 lid 5 says so, for the
#     municipal track it follows from AVG 5 lid 1 onder b (I). It is also the norm shown for fields that no norm
#     permits, and for a record of somebody else than was asked about: what was founded was the question about this
#     subject. In a RIEC WGS-12 says so (I).
#   title:
#     nl: Doel, taak en grondslag
#     en: Purpose, task and legal basis
#   text:
#     nl: >-
#       Zonder een doel, een wettelijke taak en een geldige grondslag mag u geen gegevens vragen. Deze drie moeten
#       passen bij het regime en bij de casus.
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

# A covenant, a permission or a claimed basis whose conditions are not met is no basis (legal-norms 6.2).
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

# A source that answers about another: permitted was only what it knows of the subject that was named.
screening contains {"norm": "AVG-01", "effect": "deny", "record": record.index} if {
	not lib.wgs
	some record in input.records
	record.ofSubject == false
}
