import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoCollection;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.QueryParameters;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;

/**
 * A collection that keeps its documents packed, by their id. Objects of a document are many and small: kept as such they
 * made the collector of garbage the busiest thread of the server.
 */
public class DocumentCollection extends AbstractSynchronizedMongoCollection {
    private static final double ENTRIES_TO_A_DOCUMENT = 20;
    /** What is wanted may stand together at the far end of an index. */
    private static final double UNEVEN = 4;
    private final MVMap documents;

    public DocumentCollection(
        MongoDatabase database, String name, CollectionOptions options, MVMap documents, CursorRegistry cursors
    ) {
        super(database, name, options, cursors);
        this.documents = documents;
    }

    protected Object addDocumentInternal(Document document) {
        Object position = getIdField() == null ? UUID.randomUUID() : Missing.ofNullable(document.get(getIdField()));
        this.documents.put(position, PackedDocument.pack(document));
        return position;
    }

    protected void handleUpdate(Object position, Document before, Document after) {
        this.documents.put(position, PackedDocument.pack(after));
    }

    protected void removeDocument(Object position) {
        this.documents.remove(position);
    }

    protected Document getDocument(Object position) {
        Object packed = this.documents.get(position);
        return packed == null ? null : PackedDocument.unpack(packed);
    }

    public int count() {
        return this.documents.size();
    }

    protected Stream streamAllDocumentsWithPosition() {
        return this.documents.entrySet().stream().map(new Function() {
            public Object apply(Object found) {
                Map.Entry entry = (Map.Entry) found;
                return new DocumentWithPosition(PackedDocument.unpack(entry.getValue()), entry.getKey());
            }
        });
    }

    /** A client is sent a part of a large answer, and the rest when it asks for it. */
    public synchronized QueryResult handleQuery(QueryParameters asked) {
        QueryResult found = super.handleQuery(asked);
        if (!asked.getQuerySelector().containsKey("$query")) {
            return found;
        }
        Reading reading = new Reading(this.cursorRegistry.generateCursorId(), this, (Matching) found.iterator());
        List first = reading.takeDocuments(asked.getBatchSize());
        if (reading.isEmpty()) {
            return new QueryResult(first);
        }
        this.cursorRegistry.add(reading);
        return new QueryResult(first, reading);
    }

    /** Read while it is gone through, which is done once. */
    protected QueryResult queryDocuments(
        Document query, Document order, int skipped, int limit, int batch, Document fields
    ) {
        Document asked = query == null ? new Document() : query;
        boolean ordered = order != null && !order.isEmpty() && !"$natural".equals(order.keySet().iterator().next());
        Iterator positions = ordered ? inOrder(asked, order, skipped, limit) : positions(asked, isNaturalDescending(order));
        final Matching found = new Matching(this, positions, asked, skipped, limit, fields);
        return new QueryResult(new Iterable() {
            public Iterator iterator() {
                return found;
            }
        });
    }

    /** Along an index where that finds what is wanted sooner; else whatever matches is put in order. */
    private Iterator inOrder(Document query, Document order, int skipped, int limit) {
        Iterator along = limit > 0 && byId(query) == null ? along(query, order, skipped + limit) : null;
        if (along != null) {
            return along;
        }
        Ordering ordering = new Ordering(order);
        Paths asked = Paths.asked(query, order);
        Condition condition = Condition.of(query);
        for (Iterator each = positions(query, false); each.hasNext();) {
            Object position = each.next();
            byte[] packed = packed(position);
            Document found = packed == null ? null : PackedDocument.unpack(packed, asked);
            if (found != null && condition.holds(found, this)) {
                ordering.add(position, found);
            }
        }
        return ordering.positions();
    }

    /**
     * The positions along the index of this order, all of them or those alone that other conditions leave; null where it is sooner
     * to read all that these leave and to put them in order.
     */
    private Iterator along(Document query, Document order, int wanted) {
        Search search = new Search(getIndexes(), this.documents);
        Range range = search.inOrder(query, order);
        if (range == null) {
            return null;
        }
        List candidates = search.candidates(query);
        double many = Math.max(1, candidates == null ? count() : Math.min(Search.size(candidates), count()));
        double steps = wanted * range.size() / many;
        double picked = candidates == null ? many : (many + Math.min(UNEVEN * steps, range.size())) / ENTRIES_TO_A_DOCUMENT + wanted;
        if (Math.min(steps, picked) >= many) {
            return null;
        }
        Iterator walk = range.walk(Search.isDescending(order));
        return picked < steps ? new Among(walk, Search.positions(candidates)) : walk;
    }

    /** Those that can match, by the indexes where they narrow the search. */
    private Iterator positions(Document query, boolean backwards) {
        Index byId = byId(query);
        if (byId != null) {
            return byId.getPositions(query).iterator();
        }
        List candidates = new Search(getIndexes(), this.documents).candidates(query);
        return candidates == null ? new Keys(this.documents, backwards) : Search.positions(candidates).iterator();
    }

    boolean isGone() {
        return this.documents.isClosed();
    }

    /** The document at a position as it is kept; null where there is none any more. */
    byte[] packed(Object position) {
        return (byte[]) this.documents.get(position);
    }

    boolean matches(Document found, Document query) {
        return documentMatchesQuery(found, query);
    }

    /** What is shown of a document. */
    Document shown(Document document, Document fields) {
        if (fields == null || fields.isEmpty()) {
            return document;
        }
        Stream one = Collections.singletonList(document).stream();
        QueryResult projected = super.matchDocumentsFromStream(one, new Document(), null, 0, 0, 0, fields);
        return (Document) projected.iterator().next();
    }

    /** The index that finds the documents whose ids the query names; null where it names none. */
    private Index byId(Document query) {
        for (Iterator each = getIndexes().iterator(); each.hasNext();) {
            Index index = (Index) each.next();
            if (index.canHandle(query)) {
                return index;
            }
        }
        return null;
    }

    /** Every way of asking leads through `queryDocuments`. */
    protected QueryResult matchDocuments(
        Document query, Document order, int skipped, int limit, int batch, Document fields
    ) {
        return queryDocuments(query, order, skipped, limit, batch, fields);
    }

    /** Nobody asks for the size, and every update would encode the document twice to know it. */
    protected boolean tracksDataSize() {
        return false;
    }

    protected void updateDataSize(int difference) {
    }

    protected int getDataSize() {
        return 0;
    }
}
