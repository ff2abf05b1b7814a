# Synthetic data and designs of the reference folder: a population of schools in districts, samples of it drawn in seven ways,
# a panel in three waves. Everything is drawn from a seed; nobody and nothing real is in it.

invent <- function(out, seed) {
  set.seed(seed, kind = "Mersenne-Twister", normal.kind = "Inversion", sample.kind = "Rejection")
  dir.create(file.path(out, "data"), recursive = TRUE, showWarnings = FALSE)

  districts <- 60
  sizes <- sample(3:40, districts, replace = TRUE)
  district <- rep(seq_len(districts), sizes)
  N <- length(district)
  effect <- rnorm(districts, 0, 40)
  kind <- factor(sample(c("low", "middle", "upper"), N, TRUE, c(.6, .15, .25)), levels = c("low", "upper", "middle"))
  poor <- pmin(100, pmax(0, round(40 + 0.3 * effect[district] + rnorm(N, 0, 25))))
  score <- round(720 - 2.4 * poor + effect[district] + 25 * (kind == "middle") + rnorm(N, 0, 45))
  before <- round(score - 12 + rnorm(N, 0, 18))
  pupils <- pmax(20, round(exp(rnorm(N, 5.9, .55))))
  tested <- pmin(pupils, rbinom(N, pupils, .84))
  moved <- rpois(N, 8 + poor / 20)
  first <- pmax(0, round(rnorm(N, poor / 3 - 8, 12)))
  goal <- factor(ifelse(runif(N) < plogis(.2 + (score - before - 10) / 12), "yes", "no"), levels = c("no", "yes"))
  wide <- factor(ifelse(runif(N) < ifelse(kind == "low", .9, .55), "yes", "no"), levels = c("no", "yes"))
  degree <- round(pmin(5, pmax(1, 3.2 - poor / 60 + rnorm(N, 0, .35))), 2)
  degree[runif(N) < .07] <- NA
  band <- cut(poor, c(-Inf, 20, 40, 65, Inf), labels = c("a", "b", "c", "d"), ordered_result = TRUE)
  meals <- ifelse(runif(N) < .05, NA, poor)
  population <- data.frame(school = seq_len(N), district, kind, score, before, pupils, tested, poor = meals, moved, first, goal, wide, degree, band)

  simple <- population[sample(N, 190), ]
  simple$N <- N
  simple$w <- N / 190

  perKind <- c(low = 80, upper = 45, middle = 60)
  layered <- do.call(rbind, lapply(names(perKind), function(k) {
    rows <- population[population$kind == k, ]
    drawn <- rows[sample(nrow(rows), perKind[[k]]), ]
    drawn$Nh <- nrow(rows)
    drawn$w <- nrow(rows) / perKind[[k]]
    drawn
  }))

  chosen <- sort(sample(districts, 14))
  clustered <- population[population$district %in% chosen, ]
  clustered$D <- districts
  clustered$w <- districts / 14 * exp(round(rnorm(nrow(clustered), 0, .1), 3))

  # Two stages. Small districts are taken whole, so that their second stage adds nothing.
  chosen <- sort(sample(districts, 22))
  twostage <- do.call(rbind, lapply(chosen, function(d) {
    rows <- population[population$district == d, ]
    drawn <- rows[sample(nrow(rows), min(5, nrow(rows))), ]
    drawn$D <- districts
    drawn$Nd <- nrow(rows)
    drawn
  }))

  # Strata of districts, two or three of each, identifiers that are unique within the stratum only.
  layer <- ((seq_len(districts) - 1) %% 8) + 1
  nested <- do.call(rbind, lapply(1:8, function(h) {
    among <- which(layer == h)
    taken <- sample(among, if (h %% 3 == 0) 3 else 2)
    do.call(rbind, lapply(seq_along(taken), function(k) {
      rows <- population[population$district == taken[k], ]
      drawn <- rows[sample(nrow(rows), min(6, nrow(rows))), ]
      drawn$layer <- h
      drawn$psu <- k
      drawn$D <- length(among)
      drawn$w <- round(length(among) / length(taken) * nrow(rows) / nrow(drawn), 4)
      drawn
    }))
  }))

  # Two districts in every stratum, for balanced half samples.
  paired <- nested[nested$psu <= 2, ]

  # Strata with a single unit.
  lonely <- data.frame(
    layer = c(1, 1, 2, 3, 3, 3, 4), unit = 1:7, a = c(4, 7, 12, 3, 5, 4, 9), b = c(1.5, 2, 2.5, 1, 2, 2, 4), w = c(2, 2.5, 3, 1, 1.5, 2, 4)
  )

  # Unequal probabilities, proportional to the number of pupils (systematic on a random order).
  p <- 45 * population$pupils / sum(population$pupils)
  order <- sample(N)
  points <- floor(cumsum(p[order]) + runif(1))
  drawn <- order[diff(c(0, points)) > 0]
  unequal <- population[drawn, c("school", "kind", "score", "pupils", "tested", "moved")]
  unequal$p <- p[drawn]
  unequal$w <- 1 / unequal$p

  wavesize <- 700
  panel <- do.call(rbind, lapply(c(2022, 2024, 2026), function(wave) {
    n <- wavesize
    sex <- factor(sample(c("woman", "man"), n, TRUE, c(.58, .42)), levels = c("woman", "man"))
    age <- factor(sample(c("18-34", "35-64", "65+"), n, TRUE, c(.2, .5, .3)), levels = c("18-34", "35-64", "65+"))
    area <- factor(sample(c("city", "town", "country"), n, TRUE, c(.5, .3, .2)), levels = c("city", "town", "country"))
    school <- factor(sample(c("short", "middle", "long"), n, TRUE, c(.2, .4, .4)), levels = c("short", "middle", "long"))
    contact <- rbinom(n, 1, .15)
    latent <- .3 * (sex == "woman") + .25 * (age == "65+") - .2 * (area == "country") + .4 * (school == "long") - .4 * contact -
      .15 * (wave - 2022) / 2 + rlogis(n)
    answer <- as.character(cut(latent, c(-Inf, -1.5, -.5, .6, 1.8, Inf), labels = 1:5))
    answer[runif(n) < .1] <- "no view"
    answer[runif(n) < .03] <- NA
    data.frame(wave = factor(wave, levels = c(2022, 2024, 2026)), sex, age, area, school, contact,
      answer = factor(answer, levels = c(1:5, "no view")), w = round(exp(rnorm(n, 0, .35)), 4))
  }))
  panel$view <- ifelse(panel$answer == "no view" | is.na(panel$answer), NA, as.numeric(as.character(panel$answer)))
  panel$trusts <- as.numeric(panel$view >= 4)
  panel$grade <- factor(panel$view, levels = 1:5, ordered = TRUE)
  panel$asked <- as.numeric(!is.na(panel$answer))

  data <- list(simple = simple, layered = layered, clustered = clustered, twostage = twostage, nested = nested, paired = paired,
    lonely = lonely, unequal = unequal, panel = panel)
  schema <- list(files = list())
  for (name in names(data)) {
    file <- paste0(name, ".csv")
    rownames(data[[name]]) <- NULL
    # R computes with the very numbers that stand in the file.
    data[[name]][] <- lapply(data[[name]], function(one) if (is.numeric(one)) as.numeric(format(one, digits = 15, trim = TRUE)) else one)
    write.csv(data[[name]], file.path(out, "data", file), row.names = FALSE, na = "NA")
    schema$files[[file]] <- list(columns = lapply(data[[name]], function(one) {
      if (is.factor(one)) list(type = if (is.ordered(one)) "ordered" else "factor", levels = levels(one)) else list(type = "number")
    }))
  }
  writeLines(toJSON(schema, auto_unbox = TRUE, pretty = TRUE), file.path(out, "data", "schema.json"))
  data
}
