# METADATA
# title: De betrokkene informeren
# description: >-
#   The person is told of data collected from others; this may be withheld as far as necessary and proportionate for a
#   listed interest, with the reason recorded and a day of review.
# custom:
#   id: AVG-05
#   act: AVG
#   article: AVG 12 tot en met 15, AVG 23, UAVG 41
#   tier: 1
#   certainty: U1
#   effect: obligation
#   absence: null
#   inferred: >-
#     The last day of the judgement that withholds is its day of review: after it the duty to inform is back, and without it
#     the judgement is refused (I). Counts without persons inform nobody (I). A statement for the person says the same words
#     whether or not something is held back: whether the ground forbids telling even that is not recorded (I). A judgement
#     for P-RECHT limits the right itself, so all of the statement (I). What is of a RIEC its contact point tells (BGS-01),
#     and names that people gave to parts of a document stay with the officer (I).
#   title:
#     nl: De betrokkene informeren
#     en: Informing the person concerned
#   text:
#     nl: >-
#       Wie gegevens over iemand krijgt van een ander, vertelt dat aan die persoon. Dat mag wachten als daar een wettelijke
#       reden voor is vastgelegd, met een datum waarop die reden opnieuw wordt bekeken.
#     en: >-
#       Who gets data about somebody from others tells that person. This may wait if a statutory reason for it is recorded,
#       with a date on which that reason is looked at again.
#   remedies: [RECORD_REVIEW]
package norms.avg.avg_05

import data.lib

findings contains {"norm": "AVG-05", "effect": "oblige", "obligation": "INFORM_SUBJECT"} if {
	about_a_person
	not lib.informed
	not lib.rightly_withheld
}

findings contains {"norm": "AVG-05", "effect": "oblige", "obligation": "REVIEW_WITHHOLDING"} if {
	about_a_person
	not lib.informed
	lib.rightly_withheld
}

acts contains {"norm": "AVG-05", "effect": "deny"} if {
	lib.limiting
	not is_number(input.act.attestation.validUntilDay)
}

about_a_person if {
	input.inquiry.subject.type == "NATURAL"
	not lib.impersonal
}
