package main

// digest is an article as the sample keeps it: told again in few words of our
// own, with the source named at its end.
type digest struct {
	key, title, author, publisher, published string
	text                                     string
}

var digests = []digest{
	{
		key:   "shells",
		title: "North Korea sent more than 3m artillery shells to Russia, says Seoul (digest)", author: "Junnosuke Kobara",
		publisher: "Nikkei Asia", published: "2024-02-26",
		text: `Seoul puts a number on the North's arms deliveries. Defence Minister Shin Won-sik counts 6,700 containers of ammunition that went from North Korea to Russia over the past months; loaded with 152 mm rounds alone, they would hold upwards of three million.

That is about three times what the South's intelligence service had believed in November, when its estimate stood at a little over one million.

The arms works of the North lack power, says Shin, and turn out some three tenths of what they could. The lines that fill Russian orders are the exception and run without pause.

Goods come back as well. By his count Russia returned three tenths more containers than it received, most of them with food, and the North's supply of food now looks steady.

Moscow is thought to go on helping with reconnaissance satellites. Shin reckons with another launch, at the earliest towards the end of March.

Two London institutes give the scale. In January the Wall Street Journal quoted RUSI for a Russian rate of fire of 10,000 rounds a day, five times that of Ukraine; the IISS thinks that the North's deliveries since September cover a month of it or more.

Digest of: Junnosuke Kobara, "North Korea sent more than 3m artillery shells to Russia, says Seoul", Nikkei Asia, February 2024.
`,
	},
	{
		key:   "cuba",
		title: "South Korea flips script on North by winning over Cuba (digest)", author: "Hiroshi Minegishi",
		publisher: "Nikkei Asia",
		text: `Seoul and Havana have taken up diplomatic ties, and hardly anyone knew beforehand. The two missions at the United Nations in New York settled it on 14 February; the notes changed hands at eight in the morning, and five minutes later the world was told.

For the North the loss is one of standing more than of trade. Cuba had been the comrade of three generations; by Yonhap's reckoning Syria is now alone in the United Nations in having ties with Pyongyang and none with Seoul.

A week and more went by without a word on it in the North's media, which suggests that nobody there had been warned.

It comes while the North is thinning out its own missions abroad. Those in Uganda, Angola, Spain and Hong Kong have been given up, it is believed for want of foreign currency.

South Koreans elect their parliament on 10 April, and commentators know a North Wind: an armed provocation shortly before a vote. This time a South Wind blew first, to the likely profit of the governing conservatives.

Whom a provocation helps is no longer plain. It used to drive voters to the conservatives; since about 2010, the year of Yeonpyeong, fear of war may just as well help those who promise talks. President Yoon has vowed to answer any attack several times over.

Digest of: Hiroshi Minegishi, "South Korea flips script on North by winning over Cuba", Nikkei Asia, February 2024.
`,
	},
	{
		key:   "kishida",
		title: "Will Kim Jong Un Meet With Japan's Prime Minister Kishida? (digest)", author: "Mitch Shin",
		publisher: "The Diplomat",
		text: `On 15 February Kim Yo Jong, sister of the North's leader, let it be known that a visit by the Japanese prime minister was thinkable. Her condition: Tokyo must stop raising the abductions of its citizens.

Chief Cabinet Secretary Hayashi called that condition out of the question. Tokyo counts 17 abducted citizens; Pyongyang says that the matter was closed long ago.

Papers in Japan write that Kishida might travel to Pyongyang, perhaps already when summer comes. The author doubts it, and so do the experts whom he follows.

Kishida could use a success. One poll gives him 14 per cent, the least he has had, and Ishiba, Motegi and Kono all stand ahead of him for the party's presidency. A state visit to Washington awaits him in April.

The North has let every approach by Washington and Seoul go unanswered for four years. That it answers Tokyo at all may have to do with Cuba's turn to Seoul; its main interest remains Russia.

Digest of: Mitch Shin, "Will Kim Jong Un Meet With Japan's Prime Minister Kishida?", The Diplomat, February 2024.
`,
	},
}

// passage is a finding: who files it, the passage and what it shows.
type passage struct {
	key, article, by, day string
	exact, claim, grade   string
	bears                 []bears
}

// bears is how strongly somebody takes a finding to bear on a question.
type bears struct {
	by, day, question string
	lr                float64
	lrs               map[string]float64
	note              string
}

var passages = []passage{
	{
		key: "containers", article: "shells", by: "Crane", day: "2024-02-26",
		exact: "Defence Minister Shin Won-sik counts 6,700 containers of ammunition that went from North Korea to Russia over the past months",
		claim: "South Korea's defence minister puts the deliveries to Russia at 6,700 containers.", grade: "B2",
		bears: []bears{
			{by: "Crane", day: "2024-02-26", question: "treaty", lr: 1.6, note: "Trade on this scale asks for a frame."},
			{by: "Crane", day: "2024-02-26", question: "putin-june", lr: 1.5},
			{by: "Heron", day: "2024-02-28", question: "treaty", lr: 2.5},
			{by: "Ibis", day: "2024-05-20", question: "treaty", lr: 1.3},
			{by: "Crane", day: "2026-06-16", question: "sat-2027", lr: 1.2, note: "What is owed can be paid in rockets."},
		},
	},
	{
		key: "full-pace", article: "shells", by: "Crane", day: "2024-02-26",
		exact: "The lines that fill Russian orders are the exception and run without pause.",
		claim: "Munitions for Russia come first, even where power is short.", grade: "B3",
		bears: []bears{{by: "Crane", day: "2024-02-26", question: "treaty", lr: 1.3}, {by: "Heron", day: "2024-07-10", question: "troops", lr: 1.4}},
	},
	{
		key: "late-march", article: "shells", by: "Crane", day: "2024-02-26",
		exact: "Shin reckons with another launch, at the earliest towards the end of March.",
		claim: "The South expects the next satellite launch no earlier than late March.", grade: "B3",
		bears: []bears{
			{by: "Crane", day: "2024-02-26", question: "sat-march", lr: 1.4, note: "Possible in time, but only just."},
			{by: "Heron", day: "2024-02-27", question: "sat-march", lr: 2.2},
			{by: "Kestrel", day: "2024-02-29", question: "sat-march", lr: 1.2},
			{by: "Crane", day: "2026-01-12", question: "sat-2027", lr: 1.5, note: "The help did not stop with that spring."},
			{by: "Heron", day: "2026-02-10", question: "sat-2027", lr: 2},
			{by: "Ibis", day: "2026-06-16", question: "sat-2027", lr: 1.2},
		},
	},
	{
		key: "month-of-fire", article: "shells", by: "Heron", day: "2024-02-28",
		exact: "the IISS thinks that the North's deliveries since September cover a month of it or more",
		claim: "The deliveries matter for the war: a month of Russian fire at least.", grade: "C2",
		bears: []bears{{by: "Heron", day: "2024-02-28", question: "putin-june", lr: 1.8}},
	},
	{
		key: "silence", article: "cuba", by: "Crane", day: "2024-02-26",
		exact: "A week and more went by without a word on it in the North's media, which suggests that nobody there had been warned.",
		claim: "The North's media had said nothing of the Cuban ties for over a week.", grade: "B2",
		bears: []bears{
			{by: "Crane", day: "2024-02-26", question: "cuba-media", lr: 0.5},
			{by: "Heron", day: "2024-02-28", question: "cuba-media", lr: 0.25},
		},
	},
	{
		key: "syria-alone", article: "cuba", by: "Crane", day: "2024-02-26",
		exact: "Syria is now alone in the United Nations in having ties with Pyongyang and none with Seoul",
		claim: "Syria is the last member of the UN with ties to the North alone.", grade: "A2",
		bears: []bears{
			{by: "Crane", day: "2024-02-26", question: "syria-2024", lr: 1.2},
			{by: "Ibis", day: "2024-12-17", question: "syria-2025", lr: 1.5, note: "The next in line, and its government has changed."},
		},
	},
	{
		key: "north-wind", article: "cuba", by: "Crane", day: "2024-02-26",
		exact: "commentators know a North Wind: an armed provocation shortly before a vote",
		claim: "Provocations before South Korean elections are a known pattern.", grade: "C3",
		bears: []bears{
			{by: "Crane", day: "2024-02-26", question: "missile-april", lr: 1.3},
			{by: "Crane", day: "2024-02-26", question: "nuclear-april", lr: 1.1},
			{by: "Heron", day: "2024-02-28", question: "missile-april", lr: 2},
		},
	},
	{
		key: "whom-it-helps", article: "cuba", by: "Ibis", day: "2024-03-20",
		exact: "since about 2010, the year of Yeonpyeong, fear of war may just as well help those who promise talks",
		claim: "A provocation no longer helps the conservatives for certain.", grade: "C3",
		bears: []bears{
			{by: "Ibis", day: "2024-03-20", question: "party-2024", lrs: map[string]float64{"People Power": 0.8, "Democratic": 1, "other": 1}},
			{by: "Crane", day: "2024-04-02", question: "party-2024", lrs: map[string]float64{"People Power": 0.9, "Democratic": 1, "other": 1}},
		},
	},
	{
		key: "condition", article: "kishida", by: "Crane", day: "2024-02-26",
		exact: "Her condition: Tokyo must stop raising the abductions of its citizens.",
		claim: "Pyongyang ties a visit to silence on the abductions.", grade: "B2",
		bears: []bears{
			{by: "Crane", day: "2024-02-26", question: "visit-august", lr: 0.5, note: "A door that Tokyo cannot go through."},
			{by: "Crane", day: "2024-02-26", question: "agree-august", lr: 0.6},
			{by: "Heron", day: "2024-02-27", question: "agree-august", lr: 0.4},
			{by: "Kestrel", day: "2024-02-29", question: "visit-august", lr: 0.7},
			{by: "Kestrel", day: "2026-02-07", question: "japan-kim-2027", lr: 0.8},
		},
	},
	{
		key: "refused", article: "kishida", by: "Crane", day: "2024-02-26",
		exact: "Chief Cabinet Secretary Hayashi called that condition out of the question.",
		claim: "Tokyo will not meet the condition.", grade: "A2",
		bears: []bears{
			{by: "Crane", day: "2024-02-26", question: "visit-august", lr: 0.5},
			{by: "Crane", day: "2026-01-12", question: "japan-kim-2027", lr: 0.7, note: "Every government since has kept to it."},
			{by: "Heron", day: "2026-02-10", question: "japan-kim-2027", lr: 0.4},
		},
	},
	{
		key: "fourteen", article: "kishida", by: "Heron", day: "2024-02-28",
		exact: "Ishiba, Motegi and Kono all stand ahead of him for the party's presidency",
		claim: "Three rivals are ahead of Kishida among voters.", grade: "B3",
		bears: []bears{
			{by: "Heron", day: "2024-02-28", question: "kishida-again", lr: 0.4},
			{by: "Crane", day: "2024-03-20", question: "kishida-again", lr: 0.7},
			{by: "Heron", day: "2024-02-28", question: "ldp-2024", lrs: map[string]float64{"Kishida": 0.4, "Ishiba": 1, "Motegi": 0.7, "Kono": 0.8, "other": 0.6}},
		},
	},
	{
		key: "four-years", article: "kishida", by: "Crane", day: "2024-02-26",
		exact: "The North has let every approach by Washington and Seoul go unanswered for four years.",
		claim: "Pyongyang has not answered Washington or Seoul since 2020.", grade: "B2",
		bears: []bears{
			{by: "Crane", day: "2026-01-12", question: "talks-2027", lr: 0.6, note: "Old by now, but the habit has lasted."},
			{by: "Ibis", day: "2026-06-16", question: "talks-2027", lr: 0.7},
		},
	},
}
