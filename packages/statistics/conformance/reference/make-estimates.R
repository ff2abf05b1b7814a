# Means, totals, ratios, variances, contrasts, domains, groups, shares and quantiles.

square <- function(v) lapply(seq_len(nrow(v)), function(i) as.list(unname(v[i, ])))
listed <- function(x) as.list(unname(x))
pairs <- function(ci) lapply(seq_len(nrow(ci)), function(i) as.list(unname(ci[i, ])))

# An estimate as the reference files write it.
packed <- function(est, df) {
  v <- as.matrix(vcov(est))
  values <- list(names = as.list(names(coef(est))), estimate = listed(coef(est)), se = listed(sqrt(diag(v))), vcov = square(v),
    ci95_normal = pairs(confint(est)))
  if (df > 0) values <- c(values, list(df = df, ci95_t = pairs(confint(est, df = df))))
  cv <- suppressWarnings(sqrt(diag(v)) / abs(coef(est)))
  values$cv <- listed(cv)
  if (!is.null(attr(est, "deff"))) values$deff <- listed(diag(as.matrix(attr(est, "deff"))))
  values
}

terms_of <- function(names) as.formula(paste("~", paste(names, collapse = "+")))

estimate_cases <- function() {
  schools <- c("simple", "simple_w", "layered", "layered_wr", "clustered", "twostage", "nested", "nested_wr")
  for (name in schools) {
    d <- D(name)
    for (variables in list(c("score", "pupils", "kind"), c("degree", "poor"), c("band"), c("goal", "degree"))) {
      for (deff in c("TRUE", "replace")) {
        value <- if (deff == "TRUE") TRUE else "replace"
        if (name == "nested" && deff == "TRUE") next
        args <- list(variables = as.list(variables), na_rm = TRUE, deff = if (deff == "TRUE") "default" else "replace")
        id <- paste(c("mean", variables, deff, name), collapse = ".")
        add(id, "svymean", name, args, paste0("svymean(~", paste(variables, collapse = " + "), ", D, na.rm=TRUE, deff=", if (deff == "TRUE") "TRUE" else "'replace'", ")"),
          packed(svymean(terms_of(variables), d, na.rm = TRUE, deff = value), degf(d)))
      }
    }
    for (variables in list(c("tested", "kind"), c("degree", "goal")))
      add(paste(c("total", variables, name), collapse = "."), "svytotal", name, list(variables = as.list(variables), na_rm = TRUE),
        paste0("svytotal(~", paste(variables, collapse = " + "), ", D, na.rm=TRUE)"), packed(svytotal(terms_of(variables), d, na.rm = TRUE), degf(d)))
    for (pair in list(c("tested", "pupils"), c("degree", "pupils"))) {
      e <- svyratio(terms_of(pair[1]), terms_of(pair[2]), d, na.rm = TRUE)
      add(paste0("ratio.", pair[1], ".", name), "svyratio", name, list(numerator = pair[1], denominator = pair[2], na_rm = TRUE),
        paste0("svyratio(~", pair[1], ", ~", pair[2], ", D, na.rm=TRUE)"), list(estimate = c(coef(e))[[1]], se = c(SE(e))[[1]]))
    }
    for (variable in c("score", "degree")) {
      e <- variance_of(variable, d)
      add(paste0("var.", variable, ".", name), "svyvar", name, list(variables = list(variable), na_rm = TRUE),
        paste0("svyvar(~", variable, ", D, na.rm=TRUE)"), list(estimate = e[[1]], se = c(SE(e))[[1]]))
    }
    m <- svymean(~ interaction(kind, wide), d)
    add(paste0("interaction.", name), "svymean", name, list(interaction = list("kind", "wide")), "svymean(~interaction(kind, wide), D)", packed(m, degf(d)))
    for (est in c("svytotal", "svymean")) {
      e <- get(est)(~ score + pupils + before, d)
      linear <- list(mid = c(.5, 0, .5), diff = c(1, 0, -1), odd = c(.1, -2, 3))
      k <- svycontrast(e, linear)
      add(paste0("contrast.", est, ".", name), "svycontrast", name, list(contrasts = lapply(linear, as.list), of = paste(est, "score,pupils,before")),
        paste0("svycontrast(", est, "(~score+pupils+before,D), list(...))"),
        list(names = as.list(names(coef(k))), estimate = listed(coef(k)), se = listed(SE(k)), vcov = square(as.matrix(vcov(k)))))
      for (text in c("score/before", "log(score) - log(before)", "(score - before)/pupils", "exp(score/before)", "sqrt(score) * before^2 / pupils")) {
        k <- svycontrast(e, parse(text = text)[[1]])
        add(paste0("nonlinear.", text, ".", est, ".", name), "svycontrast", name, list(expression = text),
          paste0("svycontrast(", est, "(~score+pupils+before,D), quote(", text, "))"), list(estimate = coef(k)[[1]], se = c(SE(k))[[1]]))
      }
    }
    group_cases(name, d)
    share_cases(name, d)
    quantile_cases(name, d)
    domain_quantile_cases(name, d)
  }
  for (rule in c("remove", "adjust", "average", "certainty")) {
    name <- paste0("lonely_", rule)
    d <- D(name)
    add(paste0("total.", name), "svytotal", name, list(variables = list("a", "b"), lonely_psu = rule), "svytotal(~a+b, D)",
      packed(if (rule == "adjust") adjusted_total(c("a", "b"), d) else svytotal(~ a + b, d), 0))
    add(paste0("mean.", name), "svymean", name, list(variables = list("a", "b"), lonely_psu = rule), "svymean(~a+b, D)", packed(svymean(~ a + b, d), 0))
    e <- svyratio(~a, ~b, d)
    add(paste0("ratio.", name), "svyratio", name, list(numerator = "a", denominator = "b"), "svyratio(~a, ~b, D)", list(estimate = c(coef(e))[[1]], se = c(SE(e))[[1]]))
  }
  for (rule in c("remove", "adjust", "average", "certainty")) {
    name <- paste0("lonely_", rule)
    d <- D(name)
    m <- svyglm(a ~ b, d)
    add(paste0("glm.", name), "svyglm", name, list(formula = "a ~ b", family = "gaussian()"), "svyglm(a ~ b, D)", glm_expected(m), 1e-7)
    s <- subset(d, b > 1.8)
    add(paste0("domain.", name), "svymean(subset)", name, list(variables = list("a", "b"), subset = "b > 1.8"), "svymean(~a+b, subset(D, b > 1.8))", packed(svymean(~ a + b, s), degf(s)))
    e <- svyratio(~a, ~b, s)
    add(paste0("domain.ratio.", name), "svyratio(subset)", name, list(numerator = "a", denominator = "b", subset = "b > 1.8"), "svyratio(~a, ~b, subset(D, b > 1.8))", list(estimate = c(coef(e))[[1]], se = c(SE(e))[[1]]))
    q <- svyquantile(~a, d, c(.27, .51, .77), ci = TRUE, interval.type = "mean")[[1]]
    add(paste0("quantile.", name), "svyquantile", name, list(variables = list("a"), quantiles = list(.27, .51, .77), interval = "mean"), "svyquantile(~a, D, c(.27, .51, .77))",
      list(quantile = listed(q[, 1]), lower = listed(q[, 2]), upper = listed(q[, 3]), se = listed(q[, 4])))
  }
  for (name in c("unequal_wr", "unequal_brewer", "unequal_overton")) {
    d <- D(name)
    add(paste0("total.", name), "svytotal", name, list(variables = list("moved", "tested", "kind")), "svytotal(~moved+tested+kind, D)", packed(svytotal(~ moved + tested + kind, d), 0))
    add(paste0("mean.", name), "svymean", name, list(variables = list("score")), "svymean(~score, D)", packed(svymean(~score, d), 0))
    e <- svyratio(~tested, ~pupils, d)
    add(paste0("ratio.", name), "svyratio", name, list(numerator = "tested", denominator = "pupils"), "svyratio(~tested, ~pupils, D)", list(estimate = c(coef(e))[[1]], se = c(SE(e))[[1]]))
    for (text in c("kind == 'low'", "score > 560")) {
      s <- tryCatch(eval(parse(text = paste0("subset(d, ", text, ")"))), error = function(e) NULL)
      e <- if (!is.null(s)) tryCatch(svymean(~ score + moved, s), error = function(e) NULL)
      if (!is.null(e)) add(paste0("domain.", text, ".", name), "svymean(subset)", name, list(variables = list("score", "moved"), subset = text), paste0("svymean(~score+moved, subset(D, ", text, "))"), packed(e, degf(s)))
    }
    m <- tryCatch(svyglm(score ~ moved, d), error = function(e) NULL)
    if (!is.null(m) && m$df.residual > 0) add(paste0("glm.", name), "svyglm", name, list(formula = "score ~ moved", family = "gaussian()"), "svyglm(score ~ moved, D)", glm_expected(m), 1e-7)
    b <- svyby(~score, ~kind, d, svymean)
    add(paste0("by.", name), "svyby(svymean)", name, list(variables = list("score"), by = list("kind")), "svyby(~score, ~kind, D, svymean)",
      list(groups = as.list(as.character(b$kind)), estimate = listed(coef(b)), se = listed(SE(b))))
  }
}

group_cases <- function(name, d) {
  for (by in list("kind", "wide", c("wide", "goal"), "band")) {
    for (est in c("svymean", "svytotal")) {
      b <- svyby(~ before + score, terms_of(by), d, get(est), covmat = TRUE, keep.names = FALSE)
      expected <- list(groups = listed(apply(b[by], 1, paste, collapse = ".")), before = listed(b$before), score = listed(b$score),
        se_before = listed(SE(b)[, 1]), se_score = listed(SE(b)[, 2]), vcov = square(as.matrix(vcov(b))))
      add(paste0("by.", est, ".", paste(by, collapse = "."), ".", name), paste0("svyby(", est, ")"), name, list(variables = list("before", "score"), by = as.list(by)),
        paste0("svyby(~before+score, ~", paste(by, collapse = "+"), ", D, ", est, ", covmat=TRUE)"), expected)
    }
    b <- svyby(~tested, terms_of(by), denominator = ~pupils, d, svyratio, keep.names = FALSE)
    add(paste0("by.ratio.", paste(by, collapse = "."), ".", name), "svyby(svyratio)", name, list(numerator = "tested", denominator = "pupils", by = as.list(by)),
      paste0("svyby(~tested, ~", paste(by, collapse = "+"), ", denominator=~pupils, D, svyratio)"),
      list(groups = listed(apply(b[by], 1, paste, collapse = ".")), estimate = listed(coef(b)), se = listed(SE(b))))
  }
  b <- svyby(~score, ~kind, d, unwtd.count)
  add(paste0("count.", name), "unwtd.count", name, NULL, "svyby(~score, ~kind, D, unwtd.count)", list(groups = as.list(as.character(b$kind)), counts = listed(b$counts)))
  for (pair in list(c("wide", "kind"), c("band", "goal"))) {
    t <- svytable(terms_of(pair), d)
    add(paste0("table.", pair[1], ".", name), "svytable", name, NULL, paste0("svytable(~", pair[1], "+", pair[2], ", D)"),
      list(rows = as.list(rownames(t)), cols = as.list(colnames(t)), table = square(as.matrix(unclass(t)))))
  }
  for (text in c("kind == 'low' & goal == 'yes'", "pupils > 300", "score <= 600 | wide == 'no'", "!(kind == 'low')", "kind %in% c('low', 'upper')", "district < 30", "degree > 2.4")) {
    if (name == "layered" && text == "district < 30") next
    s <- eval(parse(text = paste0("subset(d, ", text, ")")))
    for (est in c("svytotal", "svymean")) {
      e <- get(est)(~ pupils + score, s, na.rm = TRUE)
      add(paste0("domain.", est, ".", text, ".", name), paste0(est, "(subset)"), name, list(variables = list("pupils", "score"), subset = text, na_rm = TRUE),
        paste0(est, "(~pupils+score, subset(D, ", text, "), na.rm=TRUE); degf(subset)"),
        c(packed(e, degf(s)), list(n_domain = nrow(s$variables), degf_domain = degf(s))))
    }
    e <- svyratio(~tested, ~pupils, s)
    add(paste0("domain.ratio.", text, ".", name), "svyratio(subset)", name, list(numerator = "tested", denominator = "pupils", subset = text),
      paste0("svyratio(~tested, ~pupils, subset(D, ", text, "))"), list(estimate = c(coef(e))[[1]], se = c(SE(e))[[1]]))
  }
}

share_cases <- function(name, d) {
  for (text in c("kind == \"low\"", "first == 0", "poor > 60", "goal == \"yes\"")) {
    if (name %in% c("layered", "layered_wr") && grepl("kind", text)) next
    one <- list()
    # The dispersion in R's likelihood depends on the weights of rows that are not used.
    methods <- c("logit", if (!grepl("poor", text)) "likelihood", "asin", "beta", "mean", "xlogit")
    for (method in methods) {
      e <- suppressWarnings(svyciprop(as.formula(paste0("~I(", text, ")")), d, method = method, na.rm = TRUE))
      one[[method]] <- list(estimate = coef(e)[[1]], lower = attr(e, "ci")[[1]], upper = attr(e, "ci")[[2]])
    }
    e <- svyciprop(as.formula(paste0("~I(", text, ")")), d, method = "logit", na.rm = TRUE, level = .99)
    one$logit_99 <- list(lower = attr(e, "ci")[[1]], upper = attr(e, "ci")[[2]])
    e <- svyciprop(as.formula(paste0("~I(", text, ")")), d, method = "logit", na.rm = TRUE, df = Inf)
    one$logit_df_inf <- list(lower = attr(e, "ci")[[1]], upper = attr(e, "ci")[[2]])
    e <- svyciprop(as.formula(paste0("~I(", text, ")")), d, method = "mean", na.rm = TRUE)
    add(paste0("share.", text, ".", name), "svyciprop", name, list(expression = paste0("I(", text, ")"), na_rm = TRUE),
      paste0("svyciprop(~I(", text, "), D, method=...)"), c(one, list(se = sqrt(attr(e, "var")[[1]]), df = degf(d))), 1e-7)
  }
}

quantile_cases <- function(name, d) {
  at <- c(.004, .02, .2, .25, .4, .5, .75, .9)
  for (variable in c("score", "first", "moved", "degree")) {
    # The rules that draw lines between equal values are left out where R's rounding decides which rows lie below; the interval `score` is as exact as
    # a root finder.
    lines <- if (name == "twostage") integer(0) else if (variable == "score") 4:9 else if (variable == "degree") 5:9 else integer(0)
    for (rule in c("math", "school", "shahvaish", paste0("hf", c(1:3, lines)))) {
      e <- tryCatch(svyquantile(terms_of(variable), d, at, ci = TRUE, qrule = rule, interval.type = "mean", na.rm = TRUE), error = function(e) NULL)
      if (is.null(e)) next
      q <- e[[1]]
      add(paste("quantile", rule, variable, name, sep = "."), "svyquantile", name,
        list(variables = list(variable), quantiles = as.list(at), qrule = rule, interval = "mean"),
        paste0("svyquantile(~", variable, ", D, c(...), ci=TRUE, qrule='", rule, "', interval.type='mean')"),
        list(quantile = listed(q[, 1]), lower = listed(q[, 2]), upper = listed(q[, 3]), se = listed(q[, 4])))
    }
    for (type in c("beta", "xlogit", "asin")) {
      e <- tryCatch(svyquantile(terms_of(variable), d, at, ci = TRUE, interval.type = type, na.rm = TRUE), error = function(e) NULL)
      if (is.null(e)) next
      q <- e[[1]]
      add(paste("quantile", type, variable, name, sep = "."), "svyquantile", name,
        list(variables = list(variable), quantiles = as.list(at), interval = type),
        paste0("svyquantile(~", variable, ", D, c(...), interval.type='", type, "')"),
        list(quantile = listed(q[, 1]), lower = listed(q[, 2]), upper = listed(q[, 3]), se = listed(q[, 4])))
    }
  }
}

# Quantiles far out and in small domains, where the quantile may be the largest value and its limits lie outside.
domain_quantile_cases <- function(name, d) {
  at <- c(.03, .1, .5, .93, .99)
  for (text in c("kind == 'low' & goal == 'yes'", "pupils > 300", "score <= 500", "degree > 2.4", "score > 780")) {
    s <- eval(parse(text = paste0("subset(d, ", text, ")")))
    if (nrow(s$variables) < 3 || degf(s) < 1) next
    for (variable in c("score", "pupils", "before")) for (type in c("mean", "xlogit", "beta", "asin")) for (rule in c("math", "school")) {
      e <- tryCatch(suppressWarnings(svyquantile(terms_of(variable), s, at, ci = TRUE, qrule = rule, interval.type = type, na.rm = TRUE)), error = function(e) NULL)
      if (is.null(e)) next
      q <- e[[1]]
      # Where R has no interval at the largest value (NaN) the library has an exact one.
      keep <- !is.nan(q[, 2]) & !is.nan(q[, 3])
      if (!any(keep)) next
      add(paste("quantile", rule, type, variable, text, name, sep = "."), "svyquantile", name,
        list(variables = list(variable), quantiles = as.list(at[keep]), qrule = rule, interval = type, subset = text),
        paste0("svyquantile(~", variable, ", subset(D, ", text, "), c(...), qrule='", rule, "', interval.type='", type, "')"),
        list(quantile = listed(q[keep, 1]), lower = listed(q[keep, 2]), upper = listed(q[keep, 3]), se = listed(q[keep, 4])))
    }
  }
}
