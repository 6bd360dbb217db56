# A claimed basis counts only under its tabled conditions (regime, organ, category, purpose, department, judgement); the
# rest are claims.
package lib

bases contains code if {
	some code in input.inquiry.legalBasis
	row := data.facts.legal_bases[code]
	listed(row.regimes, input.inquiry.regime)
	listed(row.organs, input.caller.organ)
	fits_categories(row.categories)
	serves_purpose(row)
	claimed_where_it_belongs(row)
	documented(row.attestation)
}

# null in the table: no limit in this dimension.
listed(allowed, _) if allowed == null

listed(allowed, value) if value in allowed

fits_categories(allowed) if allowed == null

fits_categories(allowed) if {
	count(categories) > 0
	every category in categories {
		category in allowed
	}
}

serves_purpose(row) if not row.purposes

serves_purpose(row) if input.inquiry.purpose in row.purposes

# Whose it is to ask on this basis. Where the answer goes is for the norm that permits.
claimed_where_it_belongs(row) if not row.departments

claimed_where_it_belongs(row) if input.caller.department in row.departments

documented(type) if type == null

# A judgement that another one contradicts carries no basis.
documented(type) if [type, null] in upheld

# A basis of a statute about these data, for asking bilaterally: no general rule of AVG or UAVG gives anybody a power to
# provide.
sector_basis if {
	some code in bases
	not code in {"LB-6-4", "LB-UAVG33"}
	"BILATERAL" in data.facts.legal_bases[code].regimes
}
